package dev.earshot.kafka;

import dev.earshot.outbox.DeliveryResult;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What a failure of the producer means for the delivery. */
final class KafkaResult {
    private KafkaResult() {}

    /** @param failure {@code null} once the record is acknowledged */
    static DeliveryResult of(Exception failure) {
        if (failure == null) {
            return new DeliveryResult.Delivered();
        }
        if (isOfRecord(failure)) {
            return new DeliveryResult.Rejected(text(failure));
        }
        return failure instanceof AuthenticationException
                        || failure instanceof AuthorizationException
                        || failure instanceof InvalidTopicException
                        || failure instanceof UnsupportedVersionException
                ? new DeliveryResult.Held(text(failure))
                : new DeliveryResult.TryAgain(text(failure), Optional.empty());
    }

    /** Whether it is the record that is never accepted, and not us. */
    static boolean isOfRecord(Exception failure) {
        return failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException;
    }

    private static String text(Exception failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
