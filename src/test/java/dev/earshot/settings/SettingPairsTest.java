package dev.earshot.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Mappings;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that contradict one another are refused in words that name both. */
class SettingPairsTest {
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

    @Test
    void what_is_neither_on_nor_off_is_refused() {
        assertThat(SettingPairs.SWITCHES).containsAll(switches());
        SettingPairs.SWITCHES.forEach(name -> {
            assertThat(faults(Map.of(name, "ture"))).containsExactly(name + " must be true or false");
            assertThat(faults(Map.of(name, "FALSE"))).isEmpty();
            assertThat(faults(Map.of(name, "yes"))).isEmpty();
        });
    }

    private static List<String> switches() {
        return Mappings.all()
                .flatMap(type -> Stream.of(type.getMethods())
                        .filter(method -> method.getReturnType() == boolean.class)
                        .map(method -> type.getAnnotation(ConfigMapping.class).prefix() + "."
                                + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<String> faults(Map<String, String> settings) {
        return new SettingPairs(ShippedSettings.with(settings)).faults();
    }
}
