package dev.earshot.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Profiles show where customers live and who they are. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ProfileSignalsTest extends ShowingCustomer {
    @Test
    void a_profile_shows_locations_and_demographics() {
        Visit.anonymous()
                .does(
                        "identify_customer",
                        "customerId",
                        customer,
                        "profile",
                        Map.of("gender", "F", "age", 31, "state", "California", "name", "Hotel"));

        assertThat(shown(customer)).containsOnlyKeys("demo_female", "demo_age_25_34", "loc_ca");
    }

    @Test
    void a_customer_who_moved_lives_in_one_place() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tents");
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("age", 31, "state", "California"));
        assertThat(members("loc_ca")).contains(customer);
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("state", "Oregon"));

        assertThat(shown(customer)).containsOnlyKeys("int_hiking", "demo_age_25_34", "loc_or");
        assertThat(members("loc_ca")).doesNotContain(customer);
        assertThat(members("loc_or")).contains(customer);
        assertThat(members("int_hiking")).contains(customer);
    }

    @Test
    void a_less_precise_address_is_no_move() {
        Visit visit = Visit.of(customer);
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("state", "California"));
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("country", "United States"));
        assertThat(shown(customer)).containsOnlyKeys("loc_ca", "loc_country_us");
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("state", "Oregon"));
        assertThat(shown(customer)).containsOnlyKeys("loc_or", "loc_country_us");
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("country", "Canada"));
        assertThat(shown(customer)).containsOnlyKeys("loc_country_ca");
    }
}
