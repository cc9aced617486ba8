package dev.earshot.outbox.dispatch;

/**
 * The state of the circuit to the destination: it passes nothing, one customer's deliveries as a probe, or everything.
 */
enum CircuitState {
    SHUT,
    PROBE,
    OPEN
}
