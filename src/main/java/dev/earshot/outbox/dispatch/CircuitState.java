package dev.earshot.outbox.dispatch;

/** How far the way to the destination is open: not at all, for one customer's deliveries to see whether they pass, or for everything. */
enum CircuitState {
    SHUT,
    PROBE,
    OPEN
}
