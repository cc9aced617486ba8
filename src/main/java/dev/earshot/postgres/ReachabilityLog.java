package dev.earshot.postgres;

import java.time.Duration;
import org.jboss.logging.Logger;

/** Says once that PostgreSQL can't be reached, again every half minute, and when it is back. */
final class ReachabilityLog {
    private static final Logger LOG = Logger.getLogger(ReachabilityLog.class);
    private static final long AGAIN = Duration.ofSeconds(30).toNanos();

    private final String address;
    private boolean away;
    private long since;
    private long toldAt;

    ReachabilityLog(String address) {
        this.address = address;
    }

    /** A connection could not be opened. */
    synchronized void refused(Throwable failure) {
        long now = System.nanoTime();
        if (!away) {
            away = true;
            since = now;
            LOG.warnf("PostgreSQL can't be reached at %s: %s", address, failure);
        } else if (now - toldAt >= AGAIN) {
            LOG.warnf("PostgreSQL can't be reached at %s for %d s: %s", address, seconds(now), failure);
        } else {
            return;
        }
        toldAt = now;
    }

    /** A connection was opened. */
    synchronized void opened() {
        if (away) {
            away = false;
            LOG.infof("PostgreSQL answers again, after %d s", seconds(System.nanoTime()));
        }
    }

    private long seconds(long now) {
        return Duration.ofNanos(now - since).toSeconds();
    }
}
