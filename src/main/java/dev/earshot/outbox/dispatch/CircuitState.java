package dev.earshot.outbox.dispatch;

/** The state of the circuit to the destination, the strictest first. */
enum CircuitState {
    /** Nothing is sent. */
    OPEN,
    /** One customer's deliveries are sent as a probe. */
    HALF_OPEN,
    /** Everything is sent. */
    CLOSED
}
