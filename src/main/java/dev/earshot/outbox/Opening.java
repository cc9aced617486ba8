package dev.earshot.outbox;

/** How far the way to the destination is open: not at all, for one customer's deliveries to see whether they pass, or for everything. */
enum Opening {
    SHUT,
    PROBE,
    OPEN
}
