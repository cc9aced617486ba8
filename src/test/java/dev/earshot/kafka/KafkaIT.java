package dev.earshot.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.process.KafkaBroker;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The packaged application with a real broker beside Netmera: events of tool calls become records of a topic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaIT {
    private static final String TOPIC = "customers.events";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private final KafkaBroker broker = KafkaBroker.start();
    private final String customer = "user_" + UUID.randomUUID();
    private RunningApp app;

    @BeforeAll
    void start() {
        broker.administrator().create(TOPIC, 3);
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_KAFKA_BOOTSTRAP_SERVERS", broker.address());
        settings.put("EARSHOT_KAFKA_TOPIC", TOPIC);
        settings.put("EARSHOT_KAFKA_PROPERTY__COMPRESSION_TYPE_", "zstd");
        settings.put("OTEL_SDK_DISABLED", "false");
        app = RunningApp.start(settings);
        RestAssured.port = app.port();
    }

    @AfterAll
    void stop() {
        RestAssured.reset();
        app.close();
        broker.close();
        surroundings.stop();
    }

    @Test
    void an_event_of_a_call_becomes_a_record_of_its_customer() {
        Api.chatgpt()
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .body(new JsonObject().put("customerId", customer).encode())
                .post("/tools/start_session")
                .then()
                .statusCode(200);

        ConsumerRecord<String, String> one = arrived(customer, 1).get(0);
        await().until(() -> netmera.received(customer).size() == 1);
        JsonObject atNetmera = netmera.received(customer).get(0);
        JsonObject value = new JsonObject(one.value());
        assertThat(header(one, "event-id")).isEqualTo(atNetmera.getString("eventId"));
        assertThat(header(one, "event-time")).isEqualTo(atNetmera.getString("eventTime"));
        assertThat(header(one, "event-type")).isEqualTo("ai_session_started");
        assertThat(header(one, "content-type")).isEqualTo("application/json");
        assertThat(header(one, "traceparent")).startsWith("00-" + TRACE + "-").endsWith("-01");
        assertThat(value.getString("type")).isEqualTo("ai_session_started");
        assertThat(value.getString("timestamp")).isEqualTo(atNetmera.getString("eventTime"));
        assertThat(value.getJsonObject("data").getString("eventId")).isEqualTo(atNetmera.getString("eventId"));
        assertThat(value.getJsonObject("data").getString("customerId")).isEqualTo(customer);
        assertThat(value.getJsonObject("data").getJsonObject("parameters").getString("platform"))
                .isEqualTo("chatgpt");
    }

    @Test
    void it_is_paused_resumed_counted_and_replayed_by_its_name() {
        String paused = "paused_" + customer;
        admin("pause?destination=kafka");
        Visit.of(paused);
        await().until(() -> netmera.received(paused).size() == 1);
        assertThat(of(paused)).isEmpty();
        Api.admin()
                .get("/admin/deliveries/state?destination=kafka")
                .then()
                .statusCode(200)
                .body("data.state", is("paused"));

        admin("resume?destination=kafka");
        arrived(paused, 1);
        awaitMetric("earshot_deliveries_sent_total{destination=\"kafka\",outcome=\"delivered\"}");
        Api.admin()
                .body("{\"filter\":{\"destination\":\"kafka\",\"customer\":\"" + paused + "\"}}")
                .post("/admin/deliveries/replay")
                .then()
                .statusCode(200)
                .body("data.replayed", is(1));
        assertThat(arrived(paused, 2))
                .extracting(one -> header(one, "event-id"))
                .as("a replay has the id of what it repeats")
                .containsOnly(header(of(paused).get(0), "event-id"));
        assertThat(netmera.received(paused)).hasSize(1);
    }

    @Test
    void an_opt_out_drops_what_is_pending_and_an_erasure_is_a_record_of_the_customer() {
        String denied = "denied_" + customer;
        String erased = "erased_" + customer;
        admin("pause?destination=kafka");
        Visit.of(denied);
        Visit.of(erased);
        await().until(() ->
                netmera.received(denied).size() == 1 && netmera.received(erased).size() == 1);
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/{id}/consent", denied)
                .then()
                .statusCode(200);
        Api.admin().delete("/admin/customers/{id}", erased).then().statusCode(204);
        admin("resume?destination=kafka");

        ConsumerRecord<String, String> only = arrived(erased, 1).get(0);
        assertThat(header(only, "event-type")).isEqualTo("customer_erased");
        assertThat(new JsonObject(only.value()).getJsonObject("data"))
                .isEqualTo(new JsonObject()
                        .put("eventId", header(only, "event-id"))
                        .put("customerId", erased));
        assertThat(of(denied)).isEmpty();
    }

    private void admin(String what) {
        Api.admin().post("/admin/deliveries/" + what).then().statusCode(200);
    }

    private List<ConsumerRecord<String, String>> arrived(String key, int count) {
        Callable<List<ConsumerRecord<String, String>>> records = () -> of(key);
        return await().atMost(Duration.ofMinutes(1)).until(records, all -> all.size() == count);
    }

    private List<ConsumerRecord<String, String>> of(String key) {
        return broker.administrator().records(TOPIC).stream()
                .filter(one -> key.equals(one.key()))
                .toList();
    }

    private void awaitMetric(String name) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> RestAssured.given()
                        .port(app.managementPort())
                        .get("/q/metrics")
                        .asString()
                        .lines()
                        .anyMatch(line -> line.startsWith(name) && !line.endsWith(" 0.0")));
    }

    private static String header(ConsumerRecord<String, String> one, String name) {
        return new String(one.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
