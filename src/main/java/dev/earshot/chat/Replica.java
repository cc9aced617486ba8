package dev.earshot.chat;

import dev.earshot.common.Ids;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** This process, as the others know it: a name that no other one has, nor this one after a restart. */
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
