package dev.earshot.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.event.EventDefinition;
import dev.earshot.outbox.DestinationRules;
import dev.earshot.outbox.OutboxConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of Kafka, as environment variables give them. */
class KafkaSettingsTest {
    private static final String SERVERS = "EARSHOT_KAFKA_BOOTSTRAP_SERVERS";
    private static final String PROPERTY = "EARSHOT_KAFKA_PROPERTY__";
    private static final List<EventDefinition> EVENTS =
            List.of(new EventDefinition("ai_item_saved", "", Map.of(), Map.of()));

    @Test
    void without_brokers_nothing_is_made() {
        assertThat(destinations(Map.of(), null).all()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("kafka-producer"));
    }

    @Test
    void each_record_is_acknowledged_by_all_replicas_within_the_time_limit() {
        Map<String, Object> properties = settings(Map.of(SERVERS, "a:9092,[::1]:9093", "EARSHOT_KAFKA_TIMEOUT", "8s"))
                .properties();

        assertThat(properties)
                .containsEntry("bootstrap.servers", "a:9092,[::1]:9093")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.block.ms", 4000)
                .containsEntry("delivery.timeout.ms", 4000);
    }

    @Test
    void properties_of_the_producer_are_passed_on() {
        assertThat(settings(Map.of(
                                SERVERS,
                                "a:9092",
                                PROPERTY + "SECURITY_PROTOCOL_",
                                "SASL_SSL",
                                PROPERTY + "COMPRESSION_TYPE_",
                                "zstd"))
                        .properties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("compression.type", "zstd");
    }

    @Test
    void the_destination_gets_the_events_that_are_named() {
        Vertx vertx = Vertx.vertx();
        try {
            KafkaDestinations destinations =
                    destinations(Map.of(SERVERS, "a:9092", "EARSHOT_KAFKA_EVENTS", "ai_item_saved,profile"), vertx);
            assertThat(destinations.all()).singleElement().satisfies(kafka -> {
                assertThat(kafka.name()).isEqualTo("kafka");
                assertThat(kafka.kinds()).contains(Set.of("ai_item_saved", "profile"));
                assertThat(kafka.lanes()).isEqualTo(250);
            });
        } finally {
            vertx.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BOOTSTRAP_SERVERS, geheim, .bootstrap-servers must be",
        "BOOTSTRAP_SERVERS, http://geheim:9092, .bootstrap-servers must be",
        "BOOTSTRAP_SERVERS, geheim:99999, .bootstrap-servers must be",
        "BOOTSTRAP_SERVERS, geheim:0, .bootstrap-servers must be",
        "BOOTSTRAP_SERVERS, 'a:1,,geheim', .bootstrap-servers must be",
        "TOPIC, a topic, .topic must be",
        "EVENTS, ai_item_svaed, .events names no event of the taxonomy: ai_item_svaed",
        "TIMEOUT, 28s, .timeout must be",
        "PROPERTY__SASL_MECHANISMUS_, geheim, '.property.\"sasl.mechanismus\" is no property'",
        "PROPERTY__ACKS_, 1, '.property.\"acks\" is set by Earshot'",
        "PROPERTY__SECURITY_PROTOCOL_, geheim, '.property.\"security.protocol\" has a value'",
        "PROPERTY__BATCH_SIZE_, geheim, '.property.\"batch.size\" has a value'",
    })
    void a_senseless_setting_is_named_without_its_value(String setting, String value, String fault) {
        Map<String, String> environment = new HashMap<>(Map.of(SERVERS, "a:9092"));
        environment.put("EARSHOT_KAFKA_" + setting, value);

        assertThatThrownBy(() -> settings(environment).properties())
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("earshot.kafka" + fault)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void credentials_that_the_producer_cannot_use_stop_the_start() {
        Vertx vertx = Vertx.vertx();
        try {
            KafkaDestinations destinations = destinations(
                    Map.of(
                            SERVERS,
                            "localhost:9092",
                            PROPERTY + "SECURITY_PROTOCOL_",
                            "SASL_PLAINTEXT",
                            PROPERTY + "SASL_MECHANISM_",
                            "PLAIN",
                            PROPERTY + "SASL_JAAS_CONFIG_",
                            "geheim"),
                    vertx);
            assertThatThrownBy(() -> destinations.check(new StartupEvent()))
                    .isInstanceOf(ConfigValidationException.class)
                    .hasMessageContaining("earshot.kafka.property is refused by Kafka")
                    .hasMessageNotContaining("geheim");
        } finally {
            vertx.close();
        }
    }

    @Test
    void brokers_whose_names_do_not_resolve_yet_do_not_stop_the_start() {
        Vertx vertx = Vertx.vertx();
        try {
            KafkaDestinations destinations = destinations(Map.of(SERVERS, "no-such-host.invalid:9092"), vertx);
            assertThatNoException().isThrownBy(() -> destinations.check(new StartupEvent()));
        } finally {
            vertx.close();
        }
    }

    private static KafkaSettings settings(Map<String, String> environment) {
        KafkaConfig config = config(environment).getConfigMapping(KafkaConfig.class);
        return new KafkaSettings(config, new DestinationRules(Duration.ofMinutes(1), EVENTS));
    }

    private static KafkaDestinations destinations(Map<String, String> environment, Vertx vertx) {
        SmallRyeConfig config = config(environment);
        return new KafkaDestinations(
                config.getConfigMapping(KafkaConfig.class),
                settings(environment),
                config.getConfigMapping(OutboxConfig.class),
                vertx);
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(KafkaConfig.class)
                .withMapping(OutboxConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build();
    }
}
