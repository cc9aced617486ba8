package dev.earshot.conversation;

import dev.earshot.Ids;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** This process, as the others know it: a name that no other one has, nor this one after a restart. */
@Singleton
class Replica {
    private final String id;

    Replica(InstantSource clock) {
        id = Ids.make("replica", clock.instant());
    }

    String id() {
        return id;
    }
}
