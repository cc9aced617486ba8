package dev.earshot.kafka;

import dev.earshot.common.StartRefusal;
import dev.earshot.outbox.DestinationRules;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The properties of the producer. A senseless setting stops the start; a message names settings and never a value. */
@Singleton
class KafkaSettings {
    private static final String AT = "earshot.kafka";
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[a-zA-Z0-9._-]+):([1-9][0-9]{0,4})");
    private static final int LARGEST_PORT = 65_535;
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** Set here, or contrary to how deliveries are sent. */
    private static final Set<String> OURS = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.LINGER_MS_CONFIG,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    private final KafkaConfig config;
    private final DestinationRules rules;

    KafkaSettings(KafkaConfig config, DestinationRules rules) {
        this.config = config;
        this.rules = rules;
    }

    boolean isConfigured() {
        return config.bootstrapServers().isPresent();
    }

    /** Checked; what they say of hosts, files and credentials is known only when the producer is made. */
    Map<String, Object> properties() {
        List<String> servers = config.bootstrapServers().orElseThrow();
        List<String> faults = new ArrayList<>(rules.faults(AT, config.events(), config.timeout()));
        if (servers.isEmpty() || !servers.stream().allMatch(KafkaSettings::isServer)) {
            faults.add(AT + ".bootstrap-servers must be brokers, each as host:port");
        }
        if (!TOPIC.matcher(config.topic()).matches()) {
            faults.add(AT + ".topic must be 1 to 249 letters, digits, ., - and _");
        }
        named(name -> !ProducerConfig.configNames().contains(name))
                .forEach(name -> faults.add(at(name) + " is no property of Kafka's producer"));
        named(OURS::contains).forEach(name -> faults.add(at(name) + " is set by Earshot"));
        Map<String, Object> properties = ours(servers);
        if (faults.isEmpty()) {
            check(properties, faults);
        }
        StartRefusal.ifAny(faults);
        return properties;
    }

    /**
     * Order and certainty: each record is acknowledged by all replicas in sync, and a repetition by the producer itself
     * is recognised. Time: nothing outlasts its share of a lease.
     */
    private Map<String, Object> ours(List<String> servers) {
        int half = (int) config.timeout().dividedBy(2).toMillis();
        Map<String, Object> properties = new HashMap<>(config.property());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", servers));
        properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "earshot");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A customer's next record waits for the last one's acknowledgement, so waiting for company only delays it.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, half);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    private void check(Map<String, Object> properties, List<String> faults) {
        try {
            new ProducerConfig(properties);
        } catch (ConfigException e) {
            Set<String> named = named(name -> e.getMessage().contains(name));
            faults.add((named.isEmpty() ? AT + ".property" : at(String.join(", ", named)))
                    + " has a value that Kafka's producer does not accept");
        }
    }

    private static boolean isServer(String text) {
        Matcher server = SERVER.matcher(text);
        return server.matches() && Integer.parseInt(server.group(2)) <= LARGEST_PORT;
    }

    private Set<String> named(Predicate<String> condition) {
        return config.property().keySet().stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String at(String name) {
        return AT + ".property.\"" + name + "\"";
    }
}
