package dev.earshot.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.process.KafkaBroker;
import dev.earshot.testing.process.PrivateCa;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A broker with a certificate of a private authority, which asks for credentials: what it refuses, and what then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaSecurityIT {
    private static final String TOPIC = "earshot.events";
    private static final String USER = "earshot";
    private static final String PASSWORD = "a-password-of-the-test";
    private static final String LARGEST = "800";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Surroundings surroundings = new Surroundings();
    private final String customer = "user_" + UUID.randomUUID();
    private KafkaBroker broker;
    private RunningApp app;

    @BeforeAll
    void start() throws IOException {
        Path home = Files.createDirectories(Surroundings.home());
        PrivateCa ca = new PrivateCa(home.resolve("kafka-tls-" + Long.toString(System.nanoTime(), 36)));
        ca.issue("broker", "localhost", "dns:localhost");
        Path certificate = home.resolve(ca.certificate("broker").resolveSibling("broker.pem"));
        Files.writeString(
                certificate,
                Files.readString(ca.key("broker"))
                        + Files.readString(ca.certificate("broker"))
                        + Files.readString(ca.certificate()));
        broker = KafkaBroker.startSecured(certificate);
        broker.administrator().create(TOPIC, 1, Map.of("max.message.bytes", LARGEST));
        broker.administrator().setPassword(USER, PASSWORD);
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_KAFKA_BOOTSTRAP_SERVERS", broker.securedAddress());
        settings.put("EARSHOT_KAFKA_PROPERTY__SECURITY_PROTOCOL_", "SASL_SSL");
        settings.put("EARSHOT_KAFKA_PROPERTY__SASL_MECHANISM_", "SCRAM-SHA-512");
        settings.put(
                "EARSHOT_KAFKA_PROPERTY__SASL_JAAS_CONFIG_",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(USER, PASSWORD));
        settings.put("EARSHOT_KAFKA_PROPERTY__SSL_TRUSTSTORE_TYPE_", "PEM");
        settings.put(
                "EARSHOT_KAFKA_PROPERTY__SSL_TRUSTSTORE_LOCATION_",
                ca.certificate().toString());
        app = RunningApp.start(settings, "-Dearshot.outbox.hold=1s");
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
    void wrong_credentials_hold_what_is_pending_until_they_are_right() throws IOException {
        Visit.of(customer);
        awaitRecords(customer, 1);

        broker.administrator().setPassword(USER, "another-password");
        broker.kill();
        broker.restart();
        Visit.of("held_" + customer);
        awaitState("held");
        broker.administrator().setPassword(USER, PASSWORD);

        awaitRecords("held_" + customer, 1);
        awaitState("flowing");
        assertThat(Files.readString(app.log().toPath()))
                .contains("SaslAuthenticationException")
                .doesNotContain(PASSWORD);
    }

    @Test
    void a_user_who_may_not_write_is_a_hold_too() {
        broker.administrator().denyWriting(USER, TOPIC);
        Visit.of("denied_" + customer);
        awaitState("held");
        broker.administrator().allowWriting(USER, TOPIC);

        awaitRecords("denied_" + customer, 1);
    }

    @Test
    void a_record_that_the_topic_refuses_is_rejected_and_the_next_one_arrives() {
        String large = "large_" + customer;
        Visit visit = Visit.of(large);
        visit.does("search_items", "query", "winter nights ".repeat(35).strip());
        visit.does("search_items", "query", "boots");

        awaitRecords(large, 2);
        await().atMost(PATIENCE)
                .until(() -> Api.admin()
                                .get("/admin/deliveries?destination=kafka&status=rejected&customer=" + large)
                                .jsonPath()
                                .getList("data")
                                .size()
                        == 1);
        assertThat(broker.administrator().records(TOPIC).stream()
                        .map(ConsumerRecord::value)
                        .toList())
                .noneMatch(value -> value.contains("winter nights"))
                .anyMatch(value -> value.contains("boots"));
    }

    private void awaitRecords(String key, int count) {
        await().atMost(PATIENCE)
                .until(() -> broker.administrator().records(TOPIC).stream()
                                .filter(one -> key.equals(one.key()))
                                .count()
                        == count);
    }

    private static void awaitState(String state) {
        await().atMost(PATIENCE)
                .until(() -> Api.admin()
                        .get("/admin/deliveries/state?destination=kafka")
                        .jsonPath()
                        .getString("data.state")
                        .equals(state));
    }
}
