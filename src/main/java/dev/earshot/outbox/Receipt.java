package dev.earshot.outbox;

import java.time.Duration;
import java.util.Optional;

/** What became of a delivery that was sent. */
public sealed interface Receipt {

    /** It arrived. */
    record Delivered() implements Receipt {}

    /**
     * It will never be accepted as it is.
     *
     * @param answer what the destination said
     */
    record Rejected(String answer) implements Receipt {}

    /**
     * It may be accepted later.
     *
     * @param answer what the destination said, or what went wrong on the way
     * @param after when the destination wants to be asked again, where it said so
     */
    record TryAgain(String answer, Optional<Duration> after) implements Receipt {}

    /** Whether nothing more will come of the delivery: one that was not sent, or must be sent again, holds back those behind it. */
    static boolean isFinal(Receipt receipt) {
        return receipt instanceof Delivered || receipt instanceof Rejected;
    }
}
