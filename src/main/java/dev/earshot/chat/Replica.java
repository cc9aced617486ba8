package dev.earshot.chat;

import dev.earshot.common.Ids;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** This process, as other replicas know it: a name unique among replicas and restarts. */
@Singleton
public class Replica {
    private final String id;

    public Replica(InstantSource clock) {
        id = Ids.make("replica", clock.instant());
    }

    public String id() {
        return id;
    }
}
