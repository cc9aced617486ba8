package dev.earshot.tool.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps in the order that a marketer names. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class StepFunnelTest extends FunnelShop {
    @Test
    void a_session_counts_as_far_as_it_took_the_steps_in_their_order() {
        Visit all = Visit.of(customer);
        searches(all, 0);
        saves(all, 10);
        buys(all, 30);
        Visit wrongOrder = Visit.of(customer);
        saves(wrongOrder, 1);
        searches(wrongOrder, 1);
        Visit.of(customer);

        funnel(Map.of("steps", SAVED_AND_BOUGHT))
                .body("data.journey.across", is("session"))
                .body("data.journey.within", nullValue())
                .body("data.total", nullValue())
                .body(
                        "data.journey.steps.event",
                        contains("ai_query_submitted", "ai_item_saved", "ai_conversion_completed"))
                .body("data.journey.steps.reached", contains(2, 1, 1))
                .body("data.journey.steps.dropOff", contains(0, 1, 0))
                .body("data.journey.steps[0].medianSeconds", nullValue())
                .body("data.journey.completed", is(1))
                .body("data.journey.abandoned", is(0))
                .body("data.journey.underway", is(1));

        clock.advance(Duration.ofMinutes(40));
        idle.close().await().atMost(Duration.ofSeconds(10));
        funnel(Map.of("steps", SAVED_AND_BOUGHT))
                .body("data.journey.completed", is(1))
                .body("data.journey.abandoned", is(1))
                .body("data.journey.underway", is(0));
    }

    @Test
    void a_customer_may_take_the_steps_in_several_sessions_within_the_time() {
        searches(Visit.of(customer), 1);
        clock.advance(Duration.ofHours(1));
        saves(Visit.of(customer), 1);
        clock.advance(Duration.ofHours(1));
        buys(Visit.of(customer), 1);

        funnel(Map.of("steps", SAVED_AND_BOUGHT)).body("data.journey.steps.reached", contains(1, 0, 0));
        funnel(Map.of("steps", SAVED_AND_BOUGHT, "within", "PT3H"))
                .body("data.journey.across", is("customer"))
                .body("data.journey.steps.reached", contains(1, 1, 1));
        funnel(Map.of("steps", SAVED_AND_BOUGHT, "within", "PT90M"))
                .body("data.journey.steps.reached", contains(1, 1, 0))
                .body("data.journey.abandoned", is(1));
        funnel(Map.of("within", "P1W")).body("data.journey.within", is("PT168H"));
        funnel(Map.of("across", "customer"))
                .body("data.journey.within", is("PT168H"))
                .body("data.journey.steps.reached", contains(1, 0, 0, 0))
                .body("data.journey.underway", is(1));
    }

    @Test
    void all_steps_are_of_the_platform_and_the_category() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tent", "category", "outdoors");
        clock.advance(Duration.ofSeconds(1));
        saves(visit, 1);

        for (Map.Entry<String, Integer> count :
                Map.of("chatgpt", 1, "claude", 0).entrySet()) {
            funnel(Map.of("steps", "ai_query_submitted,ai_item_saved", "platform", count.getKey()))
                    .body("data.journey.completed", is(count.getValue()));
        }
        funnel(Map.of("steps", "ai_query_submitted", "category", "outdoors")).body("data.journey.completed", is(1));
        funnel(Map.of("steps", "ai_query_submitted", "category", "shoes")).body("data.journey.completed", is(0));
    }

    @Test
    void a_senseless_question_is_refused() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "steps", "ai_item_svaed",
                        "across", "platform",
                        "within", "7 days")
                .entrySet()) {
            ask(Map.of(wrong.getKey(), wrong.getValue()))
                    .statusCode(400)
                    .body("errors.field", contains(wrong.getKey()));
        }
        ask(Map.of("within", "P93D")).statusCode(400);
        ask(Map.of("within", "PT0S")).statusCode(400);
        ask(Map.of("steps", "ai_item_saved" + ",ai_item_saved".repeat(8))).statusCode(400);
        ask(Map.of("steps", "ai_item_saved,")).statusCode(400);
    }
}
