package dev.earshot.audience;

import static dev.earshot.testing.Api.planner;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.audience.activation.ActivationWorker;
import dev.earshot.outbox.dispatch.Dispatcher;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.RetailProducts;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.StoredSignals;
import dev.earshot.testing.stub.NetmeraStub;
import dev.earshot.testing.stub.NetmeraStub.Call;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole circle: what people do in the AI app, the audience that a planner describes, and the customers that then
 * carry the tag in Netmera.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class FromToolCallToTagTest {
    private static final Path CUSTOMERS = Path.of("..", "shared", "data", "retail-customers.ndjson");
    private static final String BRIEF = "people interested in camping gear who haven't bought";

    NetmeraStub netmera;

    @Inject
    Pool pool;

    @Inject
    Dispatcher dispatcher;

    @Inject
    ActivationWorker worker;

    private String conversation;

    @BeforeEach
    void nothingHasHappened() {
        StoredSignals.forgetAll(pool);
        netmera.reset();
        conversation = null;
    }

    @Test
    void few_customers_of_a_small_shop_get_the_tag() {
        Catalogue.ofASmallShop();
        People people = new People("tent-1", "FLIGHT-BCN-001");
        people.act(IntStream.range(0, 20).mapToObj(n -> "small_" + n).toList());

        becomesATag(people, IntStream.range(20, 30).mapToObj(n -> "small_" + n).toList());
    }

    @Test
    void five_hundred_customers_of_a_retail_store_get_the_tag() throws IOException {
        String products = RetailProducts.text();
        assumeTrue(Files.exists(CUSTOMERS), "There are no retail customers here");
        Api.admin()
                .contentType("application/x-ndjson")
                .body(products.getBytes(StandardCharsets.UTF_8))
                .post("/admin/items/import")
                .then()
                .statusCode(200);
        List<String> customers = Files.readAllLines(CUSTOMERS).stream()
                .limit(510)
                .map(line -> new JsonObject(line).getString("extId"))
                .toList();
        People people = new People(itemOf(products, "outdoors > camping"), itemOf(products, "jewelry"));
        people.act(customers.subList(0, 500));

        becomesATag(people, customers.subList(500, 510));
    }

    private void becomesATag(People people, List<String> later) {
        say(BRIEF);
        say("save it as Camping, not bought");
        String id = say("yes").getString("data.metadata.audience.id");
        say("activate it");
        say("yes");
        settle();
        String tag = planner("ann").get("/audiences/{id}", id).path("data.tag");
        assertThat(people.wanted).isNotEmpty();
        assertThat(netmera.tagged(tag)).isEqualTo(people.wanted);

        int before = tagCalls().size();
        Set<String> tagged = new TreeSet<>(people.wanted);
        people.browse(later);
        String buyer = tagged.iterator().next();
        people.buy(buyer);
        planner("ann").post("/audiences/{id}/refresh", id).then().statusCode(202);
        settle();

        List<Call> difference = tagCalls().subList(before, tagCalls().size());
        assertThat(difference).extracting(Call::method).containsExactlyInAnyOrder("tagUsers", "untagUsers");
        assertThat(difference)
                .allSatisfy(call -> assertThat(call.ids())
                        .containsExactlyInAnyOrderElementsOf(
                                call.method().equals("tagUsers") ? later : List.of(buyer)));
        assertThat(netmera.tagged(tag)).isEqualTo(people.wanted);
    }

    /** Customers by what they do, and those among them that the planner means. */
    private static final class People {
        private final String tent;
        private final String other;
        private final Set<String> wanted = new ConcurrentSkipListSet<>();

        People(String tent, String other) {
            this.tent = tent;
            this.other = other;
        }

        /**
         * Of five, three look for camping gear; one of them buys some and one is identified only later; two want other
         * things.
         */
        void act(List<String> customers) {
            IntStream.range(0, customers.size()).parallel().forEach(n -> act(n, customers.get(n)));
        }

        private void act(int n, String customer) {
            switch (n % 5) {
                case 0 -> browse(List.of(customer));
                case 1 -> {
                    browse(List.of(customer));
                    buy(customer);
                }
                case 2 -> {
                    Visit visit = Visit.anonymous();
                    visit.does("search_items", "query", "camping tent");
                    visit.does("identify_customer", "customerId", customer);
                    wanted.add(customer);
                }
                default -> Visit.of(customer).does("view_item", "itemId", other);
            }
        }

        void browse(List<String> customers) {
            customers.forEach(customer -> {
                Visit visit = Visit.of(customer);
                visit.does("search_items", "query", "camping gear");
                visit.does("view_item", "itemId", tent);
            });
            wanted.addAll(customers);
        }

        void buy(String customer) {
            Visit.of(customer).does("complete_conversion", "itemId", tent, "revenue", 100, "currency", "USD");
            wanted.remove(customer);
        }
    }

    private JsonPath say(String prompt) {
        Map<String, String> body = conversation == null
                ? Map.of("content", prompt)
                : Map.of("content", prompt, "conversationId", conversation);
        JsonPath reply = planner("ann")
                .body(body)
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        conversation = reply.getString("data.conversationId");
        return reply;
    }

    private List<Call> tagCalls() {
        return new ArrayList<>(
                netmera.calls().stream().filter(call -> call.tag() != null).toList());
    }

    private void settle() {
        do {
            worker.advance().await().atMost(ofSeconds(20));
        } while (dispatcher.drain().await().atMost(ofSeconds(30)) > 0);
    }

    private static String itemOf(String products, String category) {
        return products.lines()
                .map(JsonObject::new)
                .filter(item -> item.getString("category").startsWith(category))
                .map(item -> item.getString("itemId"))
                .findFirst()
                .orElseThrow();
    }
}
