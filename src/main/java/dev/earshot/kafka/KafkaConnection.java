package dev.earshot.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Kafka's producer: made when it is first needed, since names of brokers may not resolve yet, and made anew after a
 * failure that it does not survive. Each method may block, for half of the time limit.
 */
final class KafkaConnection {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final Map<String, Object> properties;
    private final String topic;
    private Producer<String, byte[]> producer;

    KafkaConnection(Map<String, Object> properties, String topic) {
        this.properties = properties;
        this.topic = topic;
    }

    /** Makes the producer, unless there is one; fails if a file, a credential or a broker's name is wrong. */
    synchronized Producer<String, byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(properties);
        }
        return producer;
    }

    /** Waits until the topic is known; fails if it is not in time. */
    void reach() {
        Producer<String, byte[]> current = open();
        try {
            current.partitionsFor(topic);
        } catch (RuntimeException e) {
            outlive(e, current);
            throw e;
        }
    }

    /**
     * Sends a delivery, and keeps to the time limit.
     *
     * @param told learns the failure, or {@code null}, by this thread or Kafka's
     */
    void send(ProducerRecord<String, byte[]> message, Consumer<Exception> told) {
        try {
            Producer<String, byte[]> current = open();
            Consumer<Exception> ended = failure -> {
                outlive(failure, current);
                told.accept(failure);
            };
            try {
                current.send(message, (place, failure) -> ended.accept(failure));
            } catch (KafkaException | IllegalStateException e) {
                ended.accept(e);
            }
        } catch (KafkaException e) {
            told.accept(e);
        }
    }

    /** What can't be retried by this producer may be by a new one. Its other records fail, and are retried too. */
    private void outlive(Exception failure, Producer<String, byte[]> failed) {
        if (failure != null && !KafkaResult.isOfRecord(failure) && !(failure instanceof RetriableException)) {
            synchronized (this) {
                producer = producer == failed ? null : producer;
            }
            failed.close(Duration.ZERO);
        }
    }

    synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_LIMIT);
            producer = null;
        }
    }
}
