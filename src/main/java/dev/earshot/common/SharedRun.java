package dev.earshot.common;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A task whose callers wait for a run that began after they asked: it never runs twice at a time, and all who ask
 * during a run share the next one.
 */
public final class SharedRun {
    private final Supplier<Uni<Void>> task;
    private List<UniEmitter<? super Void>> waiting = new ArrayList<>();
    private boolean running;

    public SharedRun(Supplier<Uni<Void>> task) {
        this.task = task;
    }

    /** Completes or fails with a run that begins now, or after the current one. */
    public Uni<Void> join() {
        return CallerContext.answerEach(Uni.createFrom().emitter(caller -> {
            if (isFirst(caller)) {
                run();
            }
        }));
    }

    private synchronized boolean isFirst(UniEmitter<? super Void> caller) {
        waiting.add(caller);
        boolean first = !running;
        running = true;
        return first;
    }

    private void run() {
        List<UniEmitter<? super Void>> served = take();
        if (!served.isEmpty()) {
            Uni.createFrom()
                    .deferred(task::get)
                    .subscribe()
                    .with(
                            done -> ended(served, caller -> caller.complete(null)),
                            failure -> ended(served, caller -> caller.fail(failure)));
        }
    }

    private synchronized List<UniEmitter<? super Void>> take() {
        List<UniEmitter<? super Void>> served = waiting;
        waiting = new ArrayList<>();
        running = !served.isEmpty();
        return served;
    }

    private void ended(List<UniEmitter<? super Void>> served, Consumer<UniEmitter<? super Void>> tell) {
        served.forEach(tell);
        run();
    }
}
