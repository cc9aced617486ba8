package dev.earshot.postgres;

import dev.earshot.common.SharedRun;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Looks rows up that anyone may ask for, with keys that may be made up: one statement at a time finds all that are
 * asked for meanwhile. However many ask, they take no more from the database than that, and none is refused for the
 * others.
 *
 * @param <V> what is found
 */
public final class GroupedLookup<V> {
    private final Function<List<String>, Uni<Map<String, V>>> statement;
    private final Queue<Asked<V>> waiting = new ConcurrentLinkedQueue<>();
    private final SharedRun run = new SharedRun(this::findAll);

    /** A key, and after the statement what was found or why nothing could be. */
    private static final class Asked<V> {
        private final String key;
        private volatile Optional<V> found = Optional.empty();
        private volatile Throwable failure;

        private Asked(String key) {
            this.key = key;
        }
    }

    /** @param statement finds rows by these keys, each once; keys without a row are left out */
    public GroupedLookup(Function<List<String>, Uni<Map<String, V>>> statement) {
        this.statement = statement;
    }

    /** The row of this key as it is now, if there is one. */
    public Uni<Optional<V>> find(String key) {
        return Uni.createFrom().deferred(() -> {
            Asked<V> asked = new Asked<>(key);
            waiting.add(asked);
            return run.join().onItemOrFailure().transformToUni((done, failure) -> result(asked, failure));
        });
    }

    /** A statement before the one that was waited for may have taken this key already. */
    private static <V> Uni<Optional<V>> result(Asked<V> asked, Throwable failure) {
        Throwable own = asked.failure == null ? failure : asked.failure;
        return own == null
                ? Uni.createFrom().item(asked.found)
                : Uni.createFrom().failure(own);
    }

    private Uni<Void> findAll() {
        List<Asked<V>> group = new ArrayList<>();
        for (Asked<V> next = waiting.poll(); next != null; next = waiting.poll()) {
            group.add(next);
        }
        if (group.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return statement
                .apply(group.stream().map(asked -> asked.key).distinct().toList())
                .invoke(rows -> group.forEach(asked -> asked.found = Optional.ofNullable(rows.get(asked.key))))
                .onFailure()
                .invoke(failure -> group.forEach(asked -> asked.failure = failure))
                .replaceWithVoid();
    }
}
