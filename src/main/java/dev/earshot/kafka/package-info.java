/**
 * An Apache Kafka as a further destination of events.
 *
 * <p>Start with {@link dev.earshot.kafka.KafkaDestination}. How deliveries wait and are retried is not known here.
 */
package dev.earshot.kafka;
