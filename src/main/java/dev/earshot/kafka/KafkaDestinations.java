package dev.earshot.kafka;

import dev.earshot.common.StartRefusal;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.FurtherDestinations;
import dev.earshot.outbox.OutboxConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** The Kafka of the configuration, if it names one. */
@Singleton
class KafkaDestinations implements FurtherDestinations {
    private static final Logger LOG = Logger.getLogger(KafkaDestinations.class);
    private static final int BEFORE_THE_SCHEMA = 0;
    /** Said of brokers whose names do not resolve, which may be over later. */
    private static final String UNRESOLVED = "No resolvable bootstrap urls";

    private final Optional<KafkaConnection> connection;
    private final List<Destination> all;

    KafkaDestinations(KafkaConfig config, KafkaSettings settings, OutboxConfig outbox, Vertx vertx) {
        connection = settings.isConfigured()
                ? Optional.of(new KafkaConnection(settings.properties(), config.topic()))
                : Optional.empty();
        all = connection
                .<Destination>map(to -> new KafkaDestination(
                        config,
                        outbox.batchCustomers(),
                        to,
                        vertx,
                        vertx.createSharedWorkerExecutor(Destination.KAFKA, outbox.inFlight())))
                .stream()
                .toList();
    }

    /** Wrong credentials or certificates end the start before anything else begins. */
    void check(@Observes @Priority(BEFORE_THE_SCHEMA) StartupEvent started) {
        try {
            connection.ifPresent(KafkaConnection::open);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!String.valueOf(cause.getMessage()).contains(UNRESOLVED)) {
                throw StartRefusal.of("earshot.kafka.property is refused by Kafka: " + cause.getMessage());
            }
            LOG.warn("The names in earshot.kafka.bootstrap-servers do not resolve yet");
        }
    }

    @Override
    public List<Destination> all() {
        return all;
    }

    @PreDestroy
    void close() {
        connection.ifPresent(KafkaConnection::close);
    }
}
