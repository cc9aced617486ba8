package dev.earshot.signal;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.MembershipEvidence;
import dev.earshot.customer.CustomerId;
import dev.earshot.testing.Api;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people say and do in the tools is what audiences are made of. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ShownSignalsTest extends ShowingCustomer {
    @Inject
    SettableClock clock;

    @Inject
    AudienceSizer sizer;

    private static Rule.Group group(String signal) {
        return new Rule.Group(List.of(Criterion.of(signal)));
    }

    @Test
    void a_query_shows_an_interest_and_no_more_than_it_says() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "hiking backpack under 100, no tents");
        visit.does("search_items", "query", "hotels in California for students");
        visit.does("search_items", "query", "hiking backpack under 100, no tents");

        assertThat(shown(customer)).containsOnlyKeys("int_hiking", "int_backpacks", "int_hotels");
        assertThat(shown(customer).get("int_hiking"))
                .containsEntry("count", 2)
                .containsEntry("source", "query")
                .containsKeys("strength", "first_seen", "last_seen");
        assertThat(members("int_hiking")).contains(customer);
    }

    @Test
    void a_signal_that_is_shown_again_on_a_later_day_was_shown_recently() {
        Criterion recently = new SignalCriterion("int_hiking", Period.ofDays(1), 1);
        Visit.of(customer).does("view_item", "itemId", "tent-1");
        assertThat(members(recently)).contains(customer);
        clock.advance(Duration.ofDays(3));
        assertThat(members(recently)).doesNotContain(customer);
        Visit.of(customer).does("view_item", "itemId", "tent-1");
        assertThat(members(recently)).contains(customer);
    }

    @Test
    void what_is_looked_at_shows_an_interest_and_what_is_bought_a_transaction_too() {
        Visit visit = Visit.of(customer);
        visit.does("view_item", "itemId", "tent-1");
        assertThat(shown(customer)).containsOnlyKeys("int_hiking");
        visit.does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
        assertThat(shown(customer)).containsOnlyKeys("int_hiking", "trans_hiking");
        assertThat(shown(customer).get("trans_hiking")).containsEntry("source", "conversion");
    }

    @Test
    void insightarcs_intents_show_interests_once_a_day() {
        insightarc.knows(
                customer, "{\"stats\":{},\"intents\":[{\"name\":\"Nike Air Max 90\",\"category\":\"sneakers\"}]}");
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "something nice");

        assertThat(shown(customer)).containsOnlyKeys("int_footwear");
        assertThat(shown(customer).get("int_footwear"))
                .containsEntry("count", 1)
                .containsEntry("source", "insight");
    }

    @Test
    void a_program_shows_nothing() {
        insightarc.knows(customer, "{\"stats\":{\"is_bot\":true},\"intents\":[]}");
        Visit.of(customer).does("search_items", "query", "hiking backpack");
        assertThat(shown(customer)).isEmpty();
    }

    @Test
    void an_opted_out_customer_shows_nothing_from_then_on_and_what_was_shown_is_deleted() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "hiking backpack");
        assertThat(members("int_hiking")).contains(customer);
        Api.admin()
                .body(Map.of("granted", false))
                .put("/admin/customers/{id}/consent", customer)
                .then()
                .statusCode(200);
        visit.does("search_items", "query", "camping");

        assertThat(shown(customer)).isEmpty();
        assertThat(members("int_hiking")).doesNotContain(customer);
    }

    @Test
    void what_an_anonymous_visitor_showed_becomes_the_known_customers() {
        Visit.of(customer).does("search_items", "query", "hiking backpack");
        Visit visit = Visit.anonymous();
        visit.does("search_items", "query", "hiking in the dolomites");
        visit.does("search_items", "query", "dog food");
        List<String> before = members("int_dogs");
        visit.does("identify_customer", "customerId", customer);

        assertThat(shown(customer)).containsOnlyKeys("int_hiking", "int_backpacks", "int_dogs");
        assertThat(shown(customer).get("int_hiking")).containsEntry("count", 2);
        assertThat(members("int_dogs")).hasSameSizeAs(before).contains(customer);
    }

    @Test
    void erasing_takes_a_customer_out_of_every_count() {
        Visit.of(customer).does("search_items", "query", "violin strings and guitars");
        Rule instruments = new Rule(List.of(group("int_instruments")), List.of());
        long before = sizer.of(instruments).await().atMost(ofSeconds(10)).count();
        assertThat(members("int_instruments")).contains(customer);

        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);

        assertThat(members("int_instruments")).doesNotContain(customer);
        assertThat(sizer.of(instruments).await().atMost(ofSeconds(10)).count()).isEqualTo(before - 1);
        assertThat(shown(customer)).isEmpty();
    }

    @Test
    void evidence_says_what_fulfils_each_group_and_what_excludes() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tents");
        Rule rule = new Rule(List.of(group("int_hiking"), group("loc_ca")), List.of(Criterion.of("int_dogs")));
        MembershipEvidence evidence =
                membership.evidence(rule, new CustomerId(customer)).await().atMost(ofSeconds(10));

        assertThat(evidence.member()).isFalse();
        assertThat(evidence.groups())
                .extracting(MembershipEvidence.OfGroup::fulfilled)
                .containsExactly(true, false);
        assertThat(evidence.groups().get(0).shown()).singleElement().satisfies(shown -> {
            assertThat(shown.signal()).isEqualTo("int_hiking");
            assertThat(shown.count()).isEqualTo(1);
        });
        assertThat(evidence.excludedBy()).isEmpty();
    }

    @Test
    void two_visits_of_one_customer_at_once_lose_nothing() {
        List<Visit> visits = List.of(Visit.of(customer), Visit.of(customer), Visit.of(customer), Visit.of(customer));
        visits.parallelStream().forEach(visit -> {
            for (int n = 0; n < 5; n++) {
                visit.does("search_items", "query", "hiking backpack and dog food " + n);
            }
        });
        assertThat(shown(customer).get("int_hiking")).containsEntry("count", 20);
        assertThat(shown(customer).get("int_dogs")).containsEntry("count", 20);
    }
}
