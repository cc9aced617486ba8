package dev.earshot.settings;

import dev.earshot.common.StartRefusal;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Settings that contradict each other although each of them is valid alone, and Quarkus' settings whose bounds are
 * ours. Bounds of single settings are declared in their {@code @ConfigMapping}.
 */
@Singleton
class SettingPairs {
    private static final int BEFORE_THE_SCHEMA = 0;

    static final String LEASE = "earshot.outbox.lease";
    static final String CONNECT_TIMEOUT = "quarkus.rest-client.netmera.connect-timeout";
    static final String READ_TIMEOUT = "quarkus.rest-client.netmera.read-timeout";
    static final String LOCK_TIMEOUT = "quarkus.datasource.reactive.additional-properties.lock_timeout";
    private static final String SHUTDOWN_DELAY = "quarkus.shutdown.delay";
    private static final String SHUTDOWN_TIMEOUT = "quarkus.shutdown.timeout";
    /** Of a lease, for storing a batch's results. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    /** A number of Quarkus', and its valid range here. */
    record Bounds(String setting, int least, int most) {}

    static final List<Bounds> NUMBERS = List.of(
            new Bounds(READ_TIMEOUT, 100, 300_000),
            new Bounds(CONNECT_TIMEOUT, 100, 60_000),
            new Bounds("quarkus.datasource.reactive.max-size", 2, 1_000),
            new Bounds("quarkus.oidc.token.lifespan-grace", 0, 300),
            new Bounds("quarkus.cache.caffeine.\"api-keys\".maximum-size", 1, 1_000_000),
            new Bounds("quarkus.cache.caffeine.\"backend-items\".maximum-size", 1, 100_000),
            new Bounds("quarkus.cache.caffeine.\"similar-items\".maximum-size", 1, 100_000));

    /** Quarkus reads any other word as false, so that {@code ture} would stop all deliveries. */
    static final List<String> SWITCHES = List.of(
            "earshot.console.enabled",
            "earshot.console.sandbox",
            "earshot.host.own-machine",
            "earshot.mcp.sse",
            "earshot.outbox.dispatch",
            "earshot.tool.events-of-bots",
            "earshot.tools.private-addresses",
            "earshot.webhook.private-addresses");

    /** Durations of Quarkus' that bound this one. */
    static final Map<String, Duration> DURATIONS = Map.of(
            SHUTDOWN_DELAY,
            Duration.ofMinutes(5),
            SHUTDOWN_TIMEOUT,
            Duration.ofMinutes(10),
            "quarkus.cache.caffeine.\"api-keys\".expire-after-write",
            Duration.ofMinutes(1),
            "quarkus.cache.caffeine.\"backend-items\".expire-after-write",
            Duration.ofHours(1),
            "quarkus.cache.caffeine.\"similar-items\".expire-after-write",
            Duration.ofHours(1));

    /**
     * A duration that must not be shorter than another one, and why.
     *
     * @param longer whether it must not be as long either
     */
    private record AtLeast(String setting, String other, String reason, boolean longer) {
        AtLeast(String setting, String other, String reason) {
            this(setting, other, reason, false);
        }

        boolean permits(Duration value, Duration least) {
            return longer ? value.compareTo(least) > 0 : value.compareTo(least) >= 0;
        }
    }

    private static final List<AtLeast> ORDERED = List.of(
            new AtLeast(
                    "earshot.outbox.retry-most",
                    "earshot.outbox.retry-first",
                    "pauses grow from the first to the second"),
            new AtLeast(
                    "earshot.outbox.rest-most",
                    "earshot.outbox.retry-first",
                    "pauses grow from the first to the second"),
            new AtLeast(
                    "earshot.session.keep", "earshot.session.idle", "a session must not be removed while it is open"),
            new AtLeast("earshot.tool.keep-calls", "earshot.session.idle", "calls of an open session are needed"),
            new AtLeast(
                    "earshot.tool.keep-answers", "earshot.tool.retry-window", "retries are answered from what is kept"),
            new AtLeast(
                    "earshot.tool.time-limit", "earshot.insight.budget", "a call waits for context before it answers"),
            new AtLeast("earshot.tool.time-limit", LOCK_TIMEOUT, "a call may wait that long for a lock"),
            new AtLeast(
                    "earshot.tool.time-limit",
                    "earshot.database.statement-timeout",
                    "a call that timed out must leave nothing running",
                    true),
            new AtLeast(
                    "earshot.chat.longest-run",
                    "earshot.model.silence",
                    "a reply would fail before its model may speak"),
            new AtLeast(
                    "earshot.chat.log-kept", "earshot.chat.longest-run", "a reply's log is needed while it is made"),
            new AtLeast(
                    "earshot.chat.keep-conversations", "earshot.chat.log-kept", "a log belongs to its conversation"));

    private final Config config;

    SettingPairs(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(BEFORE_THE_SCHEMA) StartupEvent started) {
        StartRefusal.ifAny(faults());
    }

    /** What is wrong: a phrase each, with the settings and what is expected. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        NUMBERS.stream().flatMap(bounds -> outside(bounds).stream()).forEach(faults::add);
        SWITCHES.stream().flatMap(name -> undecided(name).stream()).forEach(faults::add);
        DURATIONS.forEach((name, most) -> outside(name, most).ifPresent(faults::add));
        ORDERED.stream().flatMap(rule -> shorter(rule).stream()).forEach(faults::add);
        lease().ifPresent(faults::add);
        logging().ifPresent(faults::add);
        shutdownGrace().ifPresent(faults::add);
        return faults;
    }

    private Optional<String> outside(Bounds bounds) {
        return config.getOptionalValue(bounds.setting(), Integer.class)
                .filter(value -> value < bounds.least() || value > bounds.most())
                .map(value ->
                        "%s must be between %d and %d".formatted(bounds.setting(), bounds.least(), bounds.most()));
    }

    private Optional<String> undecided(String name) {
        return config.getOptionalValue(name, String.class)
                .filter(value -> !SettingForm.ON_OR_OFF.accepts().test(value))
                .map(value -> name + " must be " + SettingForm.ON_OR_OFF.phrase());
    }

    private Optional<String> outside(String name, Duration most) {
        return duration(name)
                .filter(value -> value.isNegative() || value.compareTo(most) > 0)
                .map(value -> "%s must be between 0s and %s".formatted(name, text(most)));
    }

    private Optional<String> shorter(AtLeast rule) {
        Optional<Duration> least = duration(rule.other());
        return duration(rule.setting())
                .filter(value -> least.isPresent() && !rule.permits(value, least.get()))
                .map(value -> "%s must %s %s: %s"
                        .formatted(
                                said(rule.setting()),
                                rule.longer() ? "be more than" : "not be less than",
                                said(rule.other()),
                                rule.reason()));
    }

    /**
     * Half of what is left of a lease must suffice for the slowest call: otherwise deliveries are sent again, over and
     * over.
     */
    private Optional<String> lease() {
        Duration call = millis(CONNECT_TIMEOUT).plus(millis(READ_TIMEOUT));
        Duration least = SETTLING.plus(call.multipliedBy(2));
        return duration(LEASE)
                .filter(lease -> lease.compareTo(least) < 0)
                .map(lease -> "%s must be at least %s: %s and twice %s and %s"
                        .formatted(
                                said(LEASE), text(least), text(SETTLING), said(CONNECT_TIMEOUT), said(READ_TIMEOUT)));
    }

    private Optional<String> logging() {
        String logEvery = "earshot.chat.log-every";
        String lease = "earshot.chat.lease";
        return duration(lease)
                .filter(value ->
                        duration(logEvery).orElse(Duration.ZERO).multipliedBy(2).compareTo(value) > 0)
                .map(value -> "%s must be at least twice %s: a dead replica's reply ends with what was logged"
                        .formatted(said(lease), said(logEvery)));
    }

    private Optional<String> shutdownGrace() {
        String grace = "earshot.chat.shutdown-grace";
        Optional<Duration> shutdown = duration(SHUTDOWN_TIMEOUT)
                .map(wait -> wait.plus(duration(SHUTDOWN_DELAY).orElse(Duration.ZERO)));
        return duration(grace)
                .filter(value -> shutdown.isPresent() && value.compareTo(shutdown.get()) > 0)
                .map(value -> "%s must not be more than %s and %s together: streams are cut after that"
                        .formatted(said(grace), said(SHUTDOWN_DELAY), said(SHUTDOWN_TIMEOUT)));
    }

    private Duration millis(String name) {
        return config.getOptionalValue(name, Long.class).map(Duration::ofMillis).orElse(Duration.ZERO);
    }

    private Optional<Duration> duration(String name) {
        boolean inMillis = name.equals(LOCK_TIMEOUT)
                && config.getOptionalValue(name, String.class)
                        .filter(text -> text.matches("\\d+"))
                        .isPresent();
        return inMillis ? Optional.of(millis(name)) : config.getOptionalValue(name, Duration.class);
    }

    private String said(String name) {
        return config.getOptionalValue(name, String.class)
                .map(value -> "%s (%s)".formatted(name, value))
                .orElse(name);
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
