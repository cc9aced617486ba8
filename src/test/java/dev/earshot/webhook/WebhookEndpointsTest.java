package dev.earshot.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.event.EventDefinition;
import dev.earshot.outbox.DestinationRules;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of webhooks, as environment variables give them. */
class WebhookEndpointsTest {
    private static final String SECRET = "whsec_b2xkLXNlY3JldC1vZi1hbi1lbmRwb2ludA==";
    private static final List<EventDefinition> EVENTS =
            List.of(new EventDefinition("ai_item_saved", "", Map.of(), Map.of()));

    @Test
    void without_an_endpoint_there_is_none() {
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void an_endpoint_is_an_address_its_secrets_and_its_events() {
        WebhookEndpoint crm = read(Map.of(
                        "EARSHOT_WEBHOOK_ENDPOINT_CRM_URL", "https://crm.example/hooks?tenant=a",
                        "EARSHOT_WEBHOOK_ENDPOINT_CRM_SECRETS", SECRET + "," + SECRET,
                        "EARSHOT_WEBHOOK_ENDPOINT_CRM_EVENTS", "ai_item_saved,profile"))
                .get(0);

        assertThat(crm.name()).isEqualTo("crm");
        assertThat(crm.uri()).isEqualTo("/hooks?tenant=a");
        assertThat(crm.secrets()).hasSize(2);
        assertThat(crm.kinds()).contains(Set.of("ai_item_saved", "profile"));
        assertThat(crm.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(crm.toString()).isEqualTo("webhook crm");
    }

    @ParameterizedTest
    @CsvSource({
        "URL, ftp://crm.example, .url must be",
        "URL, https://user:secret@crm.example, .url must be",
        "URL, https://crm.example/#a, .url must be",
        "SECRETS, geheim, .secrets must be",
        "SECRETS, whsec_c2hvcnQ=, .secrets must be",
        "EVENTS, ai_item_svaed, .events names no event of the taxonomy: ai_item_svaed",
        "TIMEOUT, 28s, .timeout must be",
    })
    void a_senseless_setting_is_named_without_its_value(String setting, String value, String fault) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "EARSHOT_WEBHOOK_ENDPOINT_CRM_URL",
                "https://crm.example",
                "EARSHOT_WEBHOOK_ENDPOINT_CRM_SECRETS",
                SECRET));
        settings.put("EARSHOT_WEBHOOK_ENDPOINT_CRM_" + setting, value);

        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("earshot.webhook.endpoint.crm" + fault)
                .hasMessageNotContainingAny("geheim", "secret@", SECRET);
    }

    @ParameterizedTest
    @CsvSource({"NETMERA, netmera", "KAFKA, kafka"})
    void an_endpoint_cannot_have_the_name_of_another_destination(String variable, String name) {
        Map<String, String> settings = Map.of(
                "EARSHOT_WEBHOOK_ENDPOINT_" + variable + "_URL",
                "https://crm.example",
                "EARSHOT_WEBHOOK_ENDPOINT_" + variable + "_SECRETS",
                SECRET);

        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("earshot.webhook.endpoint." + name + " must be named by")
                .hasMessageContaining("not netmera or kafka");
    }

    private static List<WebhookEndpoint> read(Map<String, String> environment) {
        WebhookConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(WebhookConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .withConverter(Duration.class, 200, text -> Duration.parse("PT" + text))
                .build()
                .getConfigMapping(WebhookConfig.class);
        return new WebhookEndpoints(config.endpoint(), new DestinationRules(Duration.ofMinutes(1), EVENTS)).all();
    }
}
