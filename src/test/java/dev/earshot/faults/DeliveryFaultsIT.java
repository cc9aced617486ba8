package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.NetmeraStub.Call;
import dev.earshot.testing.NetmeraStub.Reply;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults under load, with exact accounting. In {@code verify} each is short; {@code -Pfaults} makes them long ({@code earshot.faults.kills},
 * {@code earshot.faults.events}, {@code earshot.faults.replicas}).
 */
class DeliveryFaultsIT {
    private static final int KILLS = Integer.getInteger("earshot.faults.kills", 3);
    private static final int EVENTS = Integer.getInteger("earshot.faults.events", 600);
    private static final int REPLICAS = Integer.getInteger("earshot.faults.replicas", 2);
    private static final int ANSWERS_PER_LIFE = 200;
    private static final int CUSTOMERS = 24;
    /** Most that a replica had on its way when it was killed: four batches of all customers, with at most 20 deliveries each. */
    private static final int IN_FLIGHT = 4 * CUSTOMERS * 20;

    private static final Path MORTAL =
            Path.of("target", "surroundings", "mortal-postgres").toAbsolutePath();

    private static final String[] IMPATIENT = {
        "-Dearshot.outbox.lease=8s",
        "-Dearshot.outbox.retry-first=200ms",
        "-Dearshot.outbox.retry-most=1s",
        "-Dearshot.outbox.hold=1s",
        "-Dquarkus.rest-client.netmera.read-timeout=1000"
    };

    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private final Random random = new Random(20261122);
    private Map<String, String> settings;
    private Accounting accounting;
    private RunningApp app;

    @BeforeEach
    void start() {
        settings = surroundings.start();
        accounting = new Accounting(settings, netmera);
        app = RunningApp.start(settings, IMPATIENT);
    }

    @AfterEach
    void stop() {
        app.close();
        surroundings.stop();
    }

    @Test
    void nothing_answered_is_missing_after_the_application_was_killed_at_random_moments_under_load() {
        AtomicReference<String> url = new AtomicReference<>(app.url());
        try (Load load = Load.of(url::get, CUSTOMERS, Integer.MAX_VALUE)) {
            for (int kill = 0; kill < KILLS; kill++) {
                load.awaitAnswers(ANSWERS_PER_LIFE);
                pause(random.nextInt(500));
                app.kill();
                app = RunningApp.start(settings, IMPATIENT);
                url.set(app.url());
            }
            load.awaitAnswers(ANSWERS_PER_LIFE);
            load.stop();
            accounting.awaitDrained(Duration.ofSeconds(90));
            int duplicates = accounting.settle(KILLS + " kills of the application", load);
            assertThat(duplicates).isLessThanOrEqualTo(KILLS * IN_FLIGHT);
        }
    }

    @Test
    void nothing_answered_is_missing_after_postgres_was_killed_under_load() {
        app.close();
        EmbeddedDatabase postgres = EmbeddedDatabase.in(MORTAL);
        settings.put("EARSHOT_DB", postgres.database("mortal_" + Long.toString(System.nanoTime(), 36)));
        accounting = new Accounting(settings, netmera);
        app = RunningApp.start(settings, IMPATIENT);
        try (Load load = Load.of(app::url, CUSTOMERS, Integer.MAX_VALUE)) {
            for (int kill = 0; kill < Math.max(1, KILLS / 4); kill++) {
                load.awaitAnswers(ANSWERS_PER_LIFE);
                pause(random.nextInt(500));
                postgres.kill();
                postgres = EmbeddedDatabase.in(MORTAL, postgres.port());
                Instant back = Instant.now();
                load.awaitAnswers(1);
                System.out.printf(
                        "first answer %d ms after Postgres was back%n",
                        Duration.between(back, Instant.now()).toMillis());
            }
            load.awaitAnswers(ANSWERS_PER_LIFE);
            load.stop();
            accounting.awaitDrained(Duration.ofSeconds(90));
            accounting.settle("Postgres killed", load);
        } finally {
            postgres.kill();
        }
    }

    @ParameterizedTest
    @MethodSource("replicas")
    void replicas_restarted_in_turn_keep_order_and_lose_nothing(int replicas) {
        List<RunningApp> running = new CopyOnWriteArrayList<>(List.of(app));
        while (running.size() < replicas) {
            running.add(RunningApp.start(settings, IMPATIENT));
        }
        AtomicInteger turn = new AtomicInteger();
        try (Load load =
                Load.of(() -> running.get(turn.getAndIncrement() % replicas).url(), CUSTOMERS, Integer.MAX_VALUE)) {
            for (int i = 0; i < replicas; i++) {
                load.awaitAnswers(ANSWERS_PER_LIFE);
                running.get(i).stop();
                running.set(i, RunningApp.start(settings, IMPATIENT));
            }
            load.awaitAnswers(ANSWERS_PER_LIFE);
            load.stop();
            accounting.awaitDrained(Duration.ofSeconds(90));
            accounting.settle(replicas + " replicas, rolling restart", load);
        } finally {
            running.forEach(RunningApp::close);
        }
    }

    static IntStream replicas() {
        return IntStream.rangeClosed(2, REPLICAS);
    }

    @Test
    void one_poisonous_event_is_rejected_and_all_others_arrive() {
        AtomicReference<String> victim = new AtomicReference<>();
        netmera.answers(call -> call.entries().stream().anyMatch(event -> isPoisonous(event, victim))
                ? Reply.of(400, "{\"code\":2004,\"error\":\"type mismatch\"}")
                : Reply.OK);
        try (Load load = Load.of(app::url, CUSTOMERS, EVENTS)) {
            load.finish(Duration.ofMinutes(5));
            accounting.awaitDrained(Duration.ofMinutes(5));
            accounting.settle("one poisonous event", load, 1);
        }
    }

    /** The seventh question of whoever asks it first, in whatever company it comes. */
    private static boolean isPoisonous(JsonObject event, AtomicReference<String> victim) {
        return "question 7".equals(event.getString("queryText"))
                && (victim.compareAndSet(null, event.getString("extId"))
                        || victim.get().equals(event.getString("extId")));
    }

    @Test
    void a_replica_that_is_told_to_go_settles_what_is_answered_and_gives_back_the_rest() throws SQLException {
        app.close();
        netmera.takesItsTime(Duration.ofMillis(300));
        // Netmera's time limit and our lease are as in production: neither may be what ends the wait.
        app = RunningApp.start(settings);
        Instant told;
        try (Load load = Load.of(app::url, CUSTOMERS, Integer.MAX_VALUE)) {
            load.awaitAnswers(ANSWERS_PER_LIFE);
            netmera.answers(call -> random.nextInt(3) == 0 ? Reply.HANG : Reply.OK);
            pause(1_000);
            told = Instant.now();
            app.stop();
            long millis = Duration.between(told, Instant.now()).toMillis();
            System.out.printf("gone %d ms after it was told to%n", millis);
            assertThat(millis).isLessThan(10_000);
            assertThat(accounting.number("select count(*) from lane where lease is not null"))
                    .isZero();
            netmera.answers(call -> Reply.OK);
            netmera.takesItsTime(Duration.ZERO);
            app = RunningApp.start(settings);
            load.stop();
            accounting.awaitDrained(Duration.ofSeconds(30));
            assertThat(accounting.settle("SIGTERM with a slow sink, one answer in three missing", load))
                    .isZero();
        }
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

    private void rides(String what, Function<Call, Reply> behaviour) {
        netmera.answers(behaviour);
        try (Load load = Load.of(app::url, CUSTOMERS, EVENTS)) {
            load.finish(Duration.ofMinutes(5));
            accounting.awaitDrained(Duration.ofMinutes(5));
            accounting.settle(what, load);
        }
    }

    private static Stream<String> customers(Call call) {
        return call.entries().stream().map(entry -> entry.getString("extId")).distinct();
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
