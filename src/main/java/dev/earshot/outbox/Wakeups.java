package dev.earshot.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The moments at which it is worth looking into the outbox: a commit here, and every so often in case somebody else's was missed. */
@Singleton
class Wakeups {
    private static final Object NOW = new Object();

    private final BroadcastProcessor<Object> commits = BroadcastProcessor.create();

    void wake() {
        commits.onNext(NOW);
    }

    /** However many come while the last one is being seen to, they are one. */
    Multi<Object> every(Duration poll) {
        Multi<Object> polls =
                Multi.createFrom().ticks().every(poll).onOverflow().drop().map(tick -> NOW);
        return Multi.createBy()
                .merging()
                .streams(commits.onOverflow().dropPreviousItems(), polls)
                .onOverflow()
                .dropPreviousItems();
    }
}
