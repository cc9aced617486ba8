package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import dev.earshot.testing.stub.NetmeraStub.Call;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Bad days of the destination, one after the other before the same application, each with an account of its own. In
 * {@code verify} each is short; {@code -Pfaults} makes them long ({@code earshot.faults.events}).
 */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinkFaultsIT {
    private static final int EVENTS = Integer.getInteger("earshot.faults.events", 600);
    private static final int CUSTOMERS = 24;

    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private final Random random = new Random(20261122);
    private Accounting accounting;
    private RunningApp app;

    @BeforeAll
    void start() {
        Map<String, String> settings = surroundings.start();
        accounting = new Accounting(settings, netmera);
        app = RunningApp.start(settings, Impatience.OPTIONS);
    }

    @AfterAll
    void stop() {
        app.close();
        surroundings.stop();
    }

    @BeforeEach
    void open() {
        accounting.open();
    }

    @Test
    void a_sink_that_fails_three_times_in_ten() {
        rides("a sink that fails 30 %", call -> random.nextInt(10) < 3 ? Reply.of(503, "") : Reply.OK);
    }

    @Test
    void a_sink_that_takes_and_loses_its_answers() {
        rides("a sink that loses one answer in ten", call -> random.nextInt(10) == 0 ? Reply.LOST : Reply.OK);
    }

    @Test
    void a_sink_that_hangs_now_and_then() {
        rides("a sink that hangs one time in twenty", call -> random.nextInt(20) == 0 ? Reply.HANG : Reply.OK);
    }

    @Test
    void a_sink_that_answers_garbage() {
        rides(
                "a sink that answers garbage",
                call -> random.nextInt(5) == 0 ? Reply.of(502, "\u0000<html>{]") : Reply.OK);
    }

    @Test
    void a_sink_that_refuses_our_key_for_a_while() {
        Instant open = Instant.now().plusSeconds(6);
        rides(
                "a sink that answers 403 for a while",
                call -> Instant.now().isBefore(open) ? Reply.of(403, "{\"code\":2010}") : Reply.OK);
    }

    @Test
    void what_piled_up_while_the_sink_was_down_arrives_once_it_is_back() {
        netmera.answers(call -> Reply.OK);
        netmera.goDown();
        try (Load load = Load.of(app::url, CUSTOMERS, EVENTS)) {
            load.finish(Duration.ofMinutes(5));
            netmera.comeBack();
            accounting.awaitDrained(Duration.ofMinutes(1));
            accounting.settle("a sink that is down", load);
        }
    }

    @Test
    void a_sink_that_names_a_delay_is_never_asked_for_the_same_customer_before_it_is_over() {
        Map<String, Instant> notBefore = new ConcurrentHashMap<>();
        AtomicInteger broken = new AtomicInteger();
        rides("a sink that answers 429 with Retry-After: 2", call -> {
            Instant now = Instant.now();
            // A millisecond of grace: the stub's clock is read after the call has arrived.
            if (customers(call).anyMatch(id -> now.plusMillis(1).isBefore(notBefore.getOrDefault(id, Instant.MIN)))) {
                broken.incrementAndGet();
            }
            if (random.nextInt(10) != 0) {
                return Reply.OK;
            }
            customers(call).forEach(id -> notBefore.put(id, now.plusSeconds(2)));
            return Reply.tooManyRequests(2);
        });
        assertThat(broken).hasValue(0);
    }

    @Test
    void one_poisonous_event_is_rejected_and_all_others_arrive() {
        AtomicReference<String> victim = new AtomicReference<>();
        rides(
                "one poisonous event",
                call -> call.entries().stream().anyMatch(event -> isPoisonous(event, victim))
                        ? Reply.of(400, "{\"code\":2004,\"error\":\"type mismatch\"}")
                        : Reply.OK,
                1);
    }

    /** The seventh query of the customer that sends it first, whatever else is in its batch. */
    private static boolean isPoisonous(JsonObject event, AtomicReference<String> victim) {
        return "question 7".equals(event.getString("queryText"))
                && (victim.compareAndSet(null, event.getString("extId"))
                        || victim.get().equals(event.getString("extId")));
    }

    private void rides(String what, Function<Call, Reply> behaviour) {
        rides(what, behaviour, 0);
    }

    private void rides(String what, Function<Call, Reply> behaviour, int rejected) {
        netmera.answers(behaviour);
        try (Load load = Load.of(app::url, CUSTOMERS, EVENTS)) {
            load.finish(Duration.ofMinutes(5));
            accounting.awaitDrained(Duration.ofMinutes(5));
            accounting.settle(what, load, rejected);
        }
    }

    private static Stream<String> customers(Call call) {
        return call.entries().stream().map(entry -> entry.getString("extId")).distinct();
    }
}
