package dev.earshot.audience.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Plans;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many customers there were when a page of members was last planned for, they are found by their keys. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ActivationPlannerPlansTest {
    private static final int PAGE = 10_000;

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 50_000})
    void a_page_of_members_is_held_by_their_numbers(int customers) {
        String page = IntStream.rangeClosed(1, PAGE)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "array[", "]"));

        assertThat(new Plans(pool).keptOrFor(List.of(page), ActivationPlanner.HOLD, numbered(customers)))
                .isSubsetOf("customer_number by customer_number_pkey", "by customer_number_pkey");
    }

    private static List<String> numbered(int customers) {
        return List.of(
                "truncate customer_number",
                "insert into customer_number (customer_id) select 'user_' || n from generate_series(1, " + customers
                        + ") n",
                "analyze customer_number");
    }
}
