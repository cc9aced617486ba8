package dev.earshot.postgres;

import java.util.Optional;

/**
 * The connections that Postgres has, and those that this application may open.
 *
 * @param replica what one replica opens at most
 * @param replicas how many there may be at a time
 * @param available what {@code max_connections} leaves to others than superusers
 */
record ConnectionBudget(int replica, int replicas, int available) {

    /** Why not even this replica can work. */
    Optional<String> refusal() {
        return replica <= available
                ? Optional.empty()
                : Optional.of("Earshot does not start: it opens up to " + replica
                        + " connections, and max_connections of Postgres leaves " + available + ".");
    }

    Optional<String> warning() {
        int all = replica * replicas;
        return all <= available
                ? Optional.empty()
                : Optional.of(replicas + " replicas (earshot.database.replicas) open up to " + all
                        + " connections, and max_connections of Postgres leaves " + available);
    }
}
