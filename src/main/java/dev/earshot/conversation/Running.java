package dev.earshot.conversation;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The replies that are being made on this replica. */
@Singleton
class Running {
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    void add(Run run) {
        runs.put(run.messageId(), run);
    }

    void remove(Run run) {
        runs.remove(run.messageId());
    }

    Optional<Run> find(String messageId) {
        return Optional.ofNullable(runs.get(messageId));
    }

    Collection<Run> all() {
        return List.copyOf(runs.values());
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }
}
