package dev.earshot.chat.run;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The replies that this replica is making. */
@Singleton
public class RunRegistry {
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final Map<String, Integer> places = new ConcurrentHashMap<>();

    /**
     * Takes a slot for a reply to this planner, unless all are taken; {@link #remove} returns it, or else {@link
     * #leave}.
     */
    boolean take(String owner, int most) {
        boolean[] taken = new boolean[1];
        places.compute(owner, (planner, known) -> {
            int before = known == null ? 0 : known;
            taken[0] = before < most;
            return taken[0] ? Integer.valueOf(before + 1) : known;
        });
        return taken[0];
    }

    void leave(String owner) {
        places.computeIfPresent(owner, (planner, taken) -> taken == 1 ? null : taken - 1);
    }

    void add(Run run) {
        runs.put(run.messageId(), run);
    }

    void remove(Run run) {
        if (runs.remove(run.messageId()) != null) {
            leave(run.owner());
        }
    }

    public Optional<Run> find(String messageId) {
        return Optional.ofNullable(runs.get(messageId));
    }

    Collection<Run> all() {
        return List.copyOf(runs.values());
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }
}
