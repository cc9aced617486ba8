package dev.earshot.customer;

import dev.earshot.Perishable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Visits that ended long ago. */
@Singleton
class PastSessions implements Perishable {
    private final SessionConfig config;

    PastSessions(SessionConfig config) {
        this.config = config;
    }

    @Override
    public List<Rows> past(Instant now) {
        return List.of(new Rows("session", "status <> 'OPEN' and closed_at < $1", now.minus(config.keep())));
    }
}
