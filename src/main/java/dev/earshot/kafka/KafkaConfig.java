package dev.earshot.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** An Apache Kafka, a further destination of events. Without servers there is none, and nothing is done for it. */
@ConfigMapping(prefix = "earshot.kafka")
public interface KafkaConfig {

    /** Some of its brokers, each as {@code host:port}. */
    Optional<List<String>> bootstrapServers();

    /** The topic that gets the events. It must exist, unless the brokers create topics by themselves. */
    @WithDefault("earshot.events")
    String topic();

    /**
     * The events that it gets, by their names in the taxonomy, and {@code profile} for the attributes of customers;
     * without it all events and no profiles. Erasures are always sent.
     */
    Optional<Set<String>> events();

    /** How long a record may take, half of it to find the brokers and half for their acknowledgement. */
    @WithDefault("10s")
    @DurationMin(millis = 200)
    @DurationMax(minutes = 5)
    Duration timeout();

    /**
     * Further properties of Kafka's producer by their names, as for TLS and SASL; give secrets as references to
     * environment variables. Those that order and certainty depend on can't be set.
     */
    Map<String, String> property();
}
