package dev.earshot.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Mappings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that contradict one another are refused in words that name both. */
class SettingPairsTest {
    private static final int OVERRIDING = 500;

    @Test
    void what_is_shipped_contradicts_nothing() {
        assertThat(faults(Map.of())).isEmpty();
    }

    /** As it was seen: Netmera answered after five seconds, and every batch was sent again and again. */
    @Test
    void a_lease_is_longer_than_two_calls_may_take() {
        assertThat(faults(Map.of("earshot.outbox.lease", "8s")))
                .containsExactly("earshot.outbox.lease (8s) must be at least 29s: 5s and twice"
                        + " quarkus.rest-client.netmera.connect-timeout (2000)"
                        + " and quarkus.rest-client.netmera.read-timeout (10000)");
        assertThat(faults(Map.of("quarkus.rest-client.netmera.read-timeout", "30000")))
                .singleElement()
                .asString()
                .startsWith("earshot.outbox.lease (60s) must be at least 69s");
        assertThat(faults(Map.of(
                        "earshot.outbox.lease", "9s",
                        "quarkus.rest-client.netmera.read-timeout", "1500",
                        "quarkus.rest-client.netmera.connect-timeout", "500")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "earshot.outbox.retry-most,        500ms, earshot.outbox.retry-first",
        "earshot.outbox.rest-most,         500ms, earshot.outbox.retry-first",
        "earshot.session.idle,             91d,   earshot.session.keep",
        "earshot.session.idle,             91d,   earshot.tool.keep-calls",
        "earshot.tool.retry-window,        25h,   earshot.tool.keep-answers",
        "earshot.insight.budget,           11s,   earshot.tool.time-limit",
        "quarkus.datasource.reactive.additional-properties.lock_timeout, 11s,   earshot.tool.time-limit",
        "quarkus.datasource.reactive.additional-properties.lock_timeout, 11000, earshot.tool.time-limit",
        "earshot.database.statement-timeout, 10s, earshot.tool.time-limit",
        "earshot.chat.log-every,           3s,    earshot.chat.lease",
        "earshot.model.silence,            6m,    earshot.chat.longest-run",
        "earshot.chat.longest-run,         25h,   earshot.chat.log-kept",
        "earshot.chat.log-kept,            366d,  earshot.chat.keep-conversations",
        "earshot.chat.shutdown-grace,      9s,    quarkus.shutdown.delay",
    })
    void one_that_contradicts_another_is_refused_with_both_names(String setting, String value, String other) {
        assertThat(faults(Map.of(setting, value)))
                .anySatisfy(fault -> assertThat(fault).contains(setting + " (" + value + ")", other + " ("));
    }

    @Test
    void numbers_of_quarkus_have_bounds_too() {
        SettingPairs.NUMBERS.forEach(bounds -> {
            String line = "%s must be between %d and %d".formatted(bounds.setting(), bounds.least(), bounds.most());
            assertThat(faults(Map.of(bounds.setting(), "" + (bounds.least() - 1))))
                    .contains(line);
            assertThat(faults(Map.of(bounds.setting(), "" + (bounds.most() + 1))))
                    .contains(line);
        });
        SettingPairs.DURATIONS.forEach((name, most) -> {
            assertThat(faults(Map.of(name, "-1s"))).anyMatch(fault -> fault.startsWith(name + " must be between 0s"));
            assertThat(faults(Map.of(name, "1d"))).anyMatch(fault -> fault.startsWith(name + " must be between 0s"));
        });
    }

    private static List<String> faults(Map<String, String> settings) {
        return new SettingPairs(config(settings)).faults();
    }

    /** As in production: what is shipped, the defaults of all mappings, and what an operator sets. */
    private static Config config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        List.of(
                        "EARSHOT_DB",
                        "EARSHOT_DB_USER",
                        "EARSHOT_DB_PASSWORD",
                        "EARSHOT_NETMERA_API_KEY",
                        "EARSHOT_INSIGHTARC_API_KEY")
                .forEach(name -> all.put(name, "x"));
        try {
            SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .withProfile("prod")
                    .withSources(
                            new PropertiesConfigSource(Path.of("src", "main", "resources", "application.properties")
                                    .toUri()
                                    .toURL()))
                    .withSources(new PropertiesConfigSource(all, "operator", OVERRIDING));
            Mappings.all().forEach(builder::withMapping);
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
