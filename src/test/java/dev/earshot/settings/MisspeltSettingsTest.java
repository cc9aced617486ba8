package dev.earshot.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Environment variables that are no settings. */
class MisspeltSettingsTest {
    private final MisspeltSettings misspelt = new MisspeltSettings();

    @Test
    void a_variable_that_is_nearly_a_setting_is_named_with_it() {
        assertThat(misspelt.among(List.of("EARSHOT_NETMERA_API_KYE", "EARSHOT_OUTBOX_INFLIGHT", "EARSHOT_DB_USR")))
                .containsExactly(
                        warning("EARSHOT_DB_USR") + "; did you mean EARSHOT_DB_USER?",
                        warning("EARSHOT_NETMERA_API_KYE") + "; did you mean EARSHOT_NETMERA_API_KEY?",
                        warning("EARSHOT_OUTBOX_INFLIGHT") + "; did you mean EARSHOT_OUTBOX_IN_FLIGHT?");
    }

    @Test
    void a_variable_like_no_setting_is_named_alone() {
        assertThat(misspelt.among(List.of("EARSHOT_FAVOURITE_COLOUR")))
                .containsExactly(warning("EARSHOT_FAVOURITE_COLOUR"));
    }

    @Test
    void settings_of_any_kind_and_what_is_not_ours_are_passed_over() {
        assertThat(misspelt.among(List.of(
                        "EARSHOT_DB",
                        "EARSHOT_INSIGHT_SESSIONS_LIMIT",
                        "EARSHOT_WEBHOOK_ENDPOINT_CRM_URL",
                        "EARSHOT_KAFKA_PROPERTY__SECURITY_PROTOCOL_",
                        "EARSHOT",
                        "EARSHOTS_DB",
                        "PATH")))
                .isEmpty();
    }

    @Test
    void addresses_of_services_that_kubernetes_adds_are_passed_over() {
        assertThat(misspelt.among(List.of(
                        "EARSHOT_SERVICE_HOST",
                        "EARSHOT_SERVICE_PORT_HTTP",
                        "EARSHOT_PORT_8080_TCP_ADDR",
                        "EARSHOT_POSTGRES_SERVICE_HOST",
                        "EARSHOT_POSTGRES_PORT",
                        "EARSHOT_POSTGRES_PORTS")))
                .containsExactly(warning("EARSHOT_POSTGRES_PORTS"));
    }

    private static String warning(String name) {
        return "The environment variable " + name + " is no setting, and is ignored";
    }
}
