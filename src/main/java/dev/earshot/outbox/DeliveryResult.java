package dev.earshot.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What became of a delivery that was sent. */
public sealed interface DeliveryResult {

    /** It arrived. */
    record Delivered() implements DeliveryResult {}

    /**
     * It will never be accepted as it is.
     *
     * @param answer what the destination said
     */
    record Rejected(String answer) implements DeliveryResult {}

    /**
     * It may be accepted later.
     *
     * @param answer what the destination said, or what went wrong on the way
     * @param after when the destination wants to be asked again, where it said so
     */
    record TryAgain(String answer, Optional<Duration> after) implements DeliveryResult {}

    /**
     * The destination refuses not the delivery but us: wrong credentials, a quota used up, an address that is not its own. Nothing is spent by it.
     *
     * @param answer what the destination said
     */
    record Held(String answer) implements DeliveryResult {}

    /**
     * A delivery about many customers fared differently with each.
     *
     * @param taken the customers for whom it arrived
     * @param refused what the destination said, by customer for whom it will never be accepted
     * @param rest what is to become of it for all others, if there are any
     */
    record Divided(Set<String> taken, Map<String, String> refused, Optional<DeliveryResult> rest)
            implements DeliveryResult {
        public Divided {
            taken = Set.copyOf(taken);
            refused = Map.copyOf(refused);
        }

        @Override
        public DeliveryResult last() {
            return rest.orElse(this);
        }
    }

    /** What was heard last: of a divided one, what is to become of its rest. */
    default DeliveryResult last() {
        return this;
    }

    /** Whether nothing more will come of the delivery: one that was not sent, or must be sent again, holds back those behind it. */
    static boolean isFinal(DeliveryResult receipt) {
        return receipt instanceof Delivered
                || receipt instanceof Rejected
                || (receipt instanceof Divided parts && parts.rest().isEmpty());
    }
}
