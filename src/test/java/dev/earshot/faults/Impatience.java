package dev.earshot.faults;

/** Leases and pauses so short that a test sees their end. */
final class Impatience {
    static final String[] OPTIONS = {
        "-Dearshot.outbox.lease=8s",
        "-Dearshot.outbox.retry-first=200ms",
        "-Dearshot.outbox.retry-most=1s",
        "-Dearshot.outbox.hold=1s",
        "-Dquarkus.rest-client.netmera.connect-timeout=500",
        "-Dquarkus.rest-client.netmera.read-timeout=1000"
    };

    private Impatience() {}
}
