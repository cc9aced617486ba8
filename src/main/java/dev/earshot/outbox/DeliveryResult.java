package dev.earshot.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The result of sending a delivery. */
public sealed interface DeliveryResult {

    /** It arrived. */
    record Delivered() implements DeliveryResult {}

    /**
     * It will never be accepted as it is.
     *
     * @param answer the destination's answer
     */
    record Rejected(String answer) implements DeliveryResult {}

    /**
     * It may be accepted later.
     *
     * @param answer the destination's answer, or what failed on the way
     * @param after the delay that the destination named, if any
     */
    record TryAgain(String answer, Optional<Duration> after) implements DeliveryResult {}

    /**
     * The destination refuses us, not the delivery: wrong credentials, a used-up quota, an address that is not its own.
     * It spends no attempt.
     *
     * @param answer the destination's answer
     */
    record Held(String answer) implements DeliveryResult {}

    /**
     * A delivery about many customers with different results.
     *
     * @param taken the customers for whom it arrived
     * @param refused the destination's answer, by customer for whom it will never be accepted
     * @param rest the result for all others, if there are any
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

    /** The last result: of a divided one, that of its rest. */
    default DeliveryResult last() {
        return this;
    }

    /** Whether the delivery is finished: one that was not sent, or must be retried, holds back those behind it. */
    static boolean isFinal(DeliveryResult result) {
        return result instanceof Delivered
                || result instanceof Rejected
                || (result instanceof Divided parts && parts.rest().isEmpty());
    }
}
