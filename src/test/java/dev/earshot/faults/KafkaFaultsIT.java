package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.KafkaBroker;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A broker that is killed, or hangs, under load: its account is exact, and Netmera's does not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaFaultsIT {
    private static final int EVENTS = Integer.getInteger("earshot.faults.events", 400);
    private static final int CUSTOMERS = 24;
    private static final int A_SECOND = 60;
    private static final String TOPIC = "earshot.events";
    /** Those of which at least one attempt has failed, and that wait for the next. */
    private static final String FAILED = "and status = 'PENDING' and attempts > 0";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Surroundings surroundings = new Surroundings();
    private final KafkaBroker broker = KafkaBroker.start();
    private Accounting accounting;
    private RunningApp app;

    @BeforeAll
    void start() {
        broker.administrator().create(TOPIC, 4);
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_KAFKA_BOOTSTRAP_SERVERS", broker.address());
        settings.put("EARSHOT_KAFKA_TIMEOUT", "1s");
        accounting = new Accounting(settings, surroundings.netmera());
        surroundings.netmera().answers(call -> Reply.OK);
        app = RunningApp.start(
                settings,
                Stream.concat(Stream.of(Impatience.OPTIONS), Stream.of("-Dearshot.outbox.rest-most=1s"))
                        .toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        app.close();
        broker.close();
        surroundings.stop();
    }

    @Test
    void a_broker_that_is_killed_under_load_and_comes_back() throws SQLException {
        account("a broker killed twice", broker::kill, broker::restart);
    }

    @Test
    void a_broker_that_hangs_under_load() throws SQLException {
        account("a broker that hangs twice", broker::suspend, broker::resume);
    }

    private void account(String what, Runnable fault, Runnable end) throws SQLException {
        accounting.open();
        long before = stored("");
        try (Load load = Load.paced(app::url, CUSTOMERS, A_SECOND)) {
            for (int i = 0; i < 2; i++) {
                load.awaitAnswers(EVENTS / 4);
                fault.run();
                load.awaitAnswers(EVENTS / 4);
                await().atMost(PATIENCE).until(() -> stored(FAILED) > 0);
                end.run();
                await().atMost(PATIENCE).until(() -> stored(FAILED) == 0);
            }
            load.stop();
            await().atMost(PATIENCE).until(() -> stored("and status = 'PENDING'") == 0);
            accounting.awaitDrained(PATIENCE);
            assertThat(load.unansweredCount()).isZero();
            assertThat(accounting.settle(what + ", Netmera's account", load))
                    .as("Netmera's duplicates")
                    .isZero();
            settle(what, stored("") - before, load);
        }
    }

    /** Each event once by its id, and every customer's in the order of its questions. */
    private void settle(String what, long events, Load load) {
        Set<String> ids = new HashSet<>();
        List<ConsumerRecord<String, String>> all = broker.administrator().records(TOPIC).stream()
                .filter(one -> load.answered().containsKey(one.key()))
                .toList();
        List<ConsumerRecord<String, String>> first =
                all.stream().filter(one -> ids.add(id(one))).toList();
        System.out.printf(
                "%s: events %d, distinct received %d, duplicates %d%n",
                what, events, ids.size(), all.size() - ids.size());
        assertThat((long) ids.size()).isEqualTo(events);
        load.answered().forEach((customer, answered) -> {
            List<Integer> arrived = first.stream()
                    .filter(one -> one.key().equals(customer) && one.value().contains("ai_query_submitted"))
                    .map(KafkaFaultsIT::question)
                    .toList();
            assertThat(arrived).as("order of %s", customer).isSorted().containsAll(answered);
        });
    }

    private long stored(String which) throws SQLException {
        return accounting.number("select count(*) from delivery where destination = 'kafka' " + which);
    }

    private static String id(ConsumerRecord<String, String> one) {
        return new String(one.headers().lastHeader("event-id").value(), StandardCharsets.UTF_8);
    }

    private static int question(ConsumerRecord<String, String> one) {
        String text = new JsonObject(one.value())
                .getJsonObject("data")
                .getJsonObject("parameters")
                .getString("query_text");
        return Integer.parseInt(text.substring(9));
    }
}
