package dev.earshot.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops the start is said in words of the documentation, with the setting and never its value. */
class SettingFaultsTest {
    private static final String VALUE = "ge heim";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            earshot.outbox.in-flight     | ge heim | must be a whole number within its bounds
            earshot.outbox.in-flight     | ''      | must not be empty
            earshot.outbox.in-flight     | ' '     | must not be empty
            earshot.outbox.in-flight     | 99999999999999999999 | must be a whole number within its bounds
            earshot.outbox.in-flight     | 0       | must be greater than or equal to 1
            earshot.outbox.lease         | ge heim | must be a duration such as 150ms, 30s or 24h, within its bounds
            earshot.outbox.lease         | 99999999999999999999 | must be a duration such as 150ms, 30s or 24h,\
             within its bounds
            earshot.outbox.anonymous     | ge heim | must be one of drop, send
            earshot.signal.sureness      | ge heim | must be a number within its bounds
            earshot.model.url            | http://ge heim@x | has a value that can't be read
            earshot.webhook.endpoint.crm.url | http://x | -
            earshot.events.custom.ai_quote.required.item | ge heim | -
            earshot.outbox.in-flihgt     | ge heim | is no setting
            """)
    void a_value_that_cannot_be_used_is_refused_by_name(String name, String value, String said) {
        List<String> faults = SettingFaults.of(new RuntimeException(
                "Failed to start", catchThrowable(() -> ShippedSettings.checked(Map.of(name, value)))));

        assertThat(faults)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault)
                        .startsWith("earshot.")
                        .doesNotContain(VALUE, "SRCFG", "Exception", "io.smallrye"));
        if (said != null) {
            assertThat(faults).containsExactly(name + " " + said);
        }
    }

    @Test
    void one_that_is_missing_is_named() {
        assertThat(SettingFaults.of(catchThrowable(
                        () -> ShippedSettings.checked(Map.of("earshot.webhook.endpoint.crm.url", "http://x")))))
                .containsExactly("earshot.webhook.endpoint.crm.secrets is not set");
    }

    /** As Quarkus says of a value that is injected into a bean. */
    @Test
    void the_innermost_of_several_messages_is_told() {
        Throwable unreadable = new IllegalArgumentException("SRCFG00039: The config property earshot.agent with the"
                + " config value \"" + VALUE
                + "\" threw an Exception whilst being converted SRCFG00049: Cannot convert "
                + VALUE + " to enum class X, allowed values: rules,model");
        Throwable failure = new ConfigurationException(
                "Failed to load config value of type class X for: earshot.agent", unreadable);

        assertThat(SettingFaults.of(failure)).containsExactly("earshot.agent must be one of rules, model");
        assertThat(SettingFaults.of(new ConfigurationException(failure.getMessage())))
                .containsExactly("earshot.agent has a value that can't be read");
    }

    @Test
    void what_has_nothing_to_do_with_settings_is_left_alone() {
        assertThat(SettingFaults.of(new IllegalStateException("no disk", new NullPointerException())))
                .isEmpty();
    }
}
