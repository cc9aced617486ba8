package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that are killed or replaced under load, with exact accounting. In {@code verify} each is short; {@code
 * -Pfaults} makes them long ({@code earshot.faults.kills}, {@code earshot.faults.replicas}).
 */
class DeliveryFaultsIT {
    private static final int KILLS = Integer.getInteger("earshot.faults.kills", 3);
    private static final int REPLICAS = Integer.getInteger("earshot.faults.replicas", 2);
    private static final int ANSWERS_PER_LIFE = 200;
    private static final int CUSTOMERS = 24;
    /**
     * Most that a replica had on its way when it was killed: four batches of all customers, with at most 10 deliveries
     * each.
     */
    private static final int IN_FLIGHT = 4 * CUSTOMERS * 10;

    private static final Path MORTAL = Surroundings.home().resolve("mortal-postgres");

    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private final Random random = new Random(20261122);
    private Map<String, String> settings;
    private Accounting accounting;
    private RunningApp app;

    @BeforeEach
    void surround() {
        settings = surroundings.start();
        accounting = new Accounting(settings, netmera);
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
        }
        surroundings.stop();
    }

    @Test
    void nothing_answered_is_missing_after_the_application_was_killed_at_random_moments_under_load() {
        app = RunningApp.start(settings, Impatience.OPTIONS);
        AtomicReference<String> url = new AtomicReference<>(app.url());
        try (Load load = Load.of(url::get, CUSTOMERS, Integer.MAX_VALUE)) {
            for (int kill = 0; kill < KILLS; kill++) {
                load.awaitAnswers(ANSWERS_PER_LIFE);
                pause(random.nextInt(500));
                app.kill();
                app = RunningApp.start(settings, Impatience.OPTIONS);
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
        EmbeddedDatabase postgres = EmbeddedDatabase.in(MORTAL);
        settings.put("EARSHOT_DB", postgres.database("mortal_" + Long.toString(System.nanoTime(), 36)));
        accounting = new Accounting(settings, netmera);
        app = RunningApp.start(settings, Impatience.OPTIONS);
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
        List<RunningApp> running = new CopyOnWriteArrayList<>(RunningApp.start(replicas, settings, Impatience.OPTIONS));
        AtomicInteger turn = new AtomicInteger();
        try (Load load =
                Load.of(() -> running.get(turn.getAndIncrement() % replicas).url(), CUSTOMERS, Integer.MAX_VALUE)) {
            for (int i = 0; i < replicas; i++) {
                load.awaitAnswers(ANSWERS_PER_LIFE);
                running.get(i).stop();
                running.set(i, RunningApp.start(settings, Impatience.OPTIONS));
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
    void a_replica_that_is_told_to_go_settles_what_is_answered_and_gives_back_the_rest() throws SQLException {
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

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
