package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main story: from an anonymous query to a conversion, with all events sent to Netmera. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class StoryTest {
    private static final List<String> THE_STORY = List.of(
            "profile",
            "AISessionStarted",
            "AIQuerySubmitted",
            "AIQuerySubmitted",
            "AIResultViewed",
            "AIItemSaved",
            "AIConversionCompleted");

    NetmeraStub netmera;
    InsightarcStub insightarc;

    private final String customer = "user_" + UUID.randomUUID();

    @Inject
    InstantSource clock;

    private Instant began;

    @BeforeEach
    void quiet() {
        began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        netmera.reset();
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

    @Test
    void what_an_anonymous_visitor_did_reaches_netmera_under_their_name_in_order_and_once() {
        tellTheStory();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> netmera.received(customer).size() >= THE_STORY.size());

        assertThat(netmera.namesReceived(customer)).isEqualTo(THE_STORY);
        assertThat(netmera.received()).allMatch(entry -> customer.equals(entry.getString("extId")));
        assertThat(netmera.calls()).allMatch(call -> Surroundings.NETMERA_KEY.equals(call.key()));
        assertThat(netmera.received(customer).get(0).getJsonObject("profile").getMap())
                .isEqualTo(Map.of("name", "John", "email", "user@example.com"));
        assertEvent(1, Map.of("platform", "chatgpt", "entryPoint", "home"));
        assertEvent(
                2,
                Map.of(
                        "platform", "chatgpt",
                        "queryText", "5-day trip to Barcelona under $2000",
                        "category", "travel_planning"));
        assertEvent(4, Map.of("itemId", "backpack-1", "itemName", "Trail hiking backpack", "price", 89.9));
        assertEvent(5, Map.of("itemId", "backpack-1", "itemType", "outdoor > backpacks"));
        assertEvent(
                6,
                Map.of(
                        "itemId", "FLIGHT-BCN-001",
                        "revenue", 540.0,
                        "currency", "USD",
                        "sourceEvent", "AIQuerySubmitted"));
    }

    @Test
    void the_story_is_the_same_when_netmera_was_down_all_the_while() {
        netmera.goDown();
        try {
            tellTheStory();
        } finally {
            netmera.comeBack();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> netmera.received(customer).size() >= THE_STORY.size());

        assertThat(netmera.namesReceived(customer)).isEqualTo(THE_STORY);
    }

    private void tellTheStory() {
        Visit visit = Visit.start(new JsonObject().put("entryPoint", "home"));
        visit.does("search_items", "query", "5-day trip to Barcelona under $2000", "category", "travel_planning")
                .body("data.context.nextBestActions", notNullValue());
        String itemId = visit.does("search_items", "query", "hiking backpack under 100")
                .body("data.items[0].itemId", is("backpack-1"))
                .extract()
                .path("data.items[0].itemId");
        visit.does("view_item", "itemId", itemId).body("data.item.name", is("Trail hiking backpack"));
        visit.does("save_item", "itemId", itemId);
        assertThat(netmera.received()).isEmpty();
        visit.does(
                        "identify_customer",
                        "customerId",
                        customer,
                        "profile",
                        new JsonObject().put("name", "John").put("email", "user@example.com"))
                .body("data.customer.customerId", is(customer));
        visit.does("complete_conversion", "itemId", "FLIGHT-BCN-001", "revenue", 540.00, "currency", "USD")
                .body("data.conversion.sourceEvent", is("ai_query_submitted"));
    }

    private void assertEvent(int place, Map<String, Object> parameters) {
        JsonObject event = netmera.received(customer).get(place);
        assertThat(event.getString("eventId")).startsWith("evt_");
        assertThat(Instant.parse(event.getString("eventTime"))).isBetween(began, clock.instant());
        JsonObject bare = event.copy();
        List.of("extId", "name", "eventId", "eventTime").forEach(bare::remove);
        assertThat(bare.getMap()).isEqualTo(parameters);
    }
}
