package dev.earshot.common;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A task that runs on request, and never twice at a time: however many requests arrive while it runs, one more run
 * serves them all.
 */
public final class CoalescedTask {
    private final Supplier<Uni<Void>> task;
    private final Consumer<Throwable> failed;
    /** The requests since the last run began; more than one only means once more. */
    private final AtomicInteger requests = new AtomicInteger();

    /** @param failed is told of a failure; the task then waits for the next request, and so never fails in a loop */
    public CoalescedTask(Supplier<Uni<Void>> task, Consumer<Throwable> failed) {
        this.task = task;
        this.failed = failed;
    }

    /** Runs the task now, or once more after the current run. */
    public void request() {
        if (requests.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int served = requests.get();
        Uni.createFrom()
                .deferred(task::get)
                .subscribe()
                .with(
                        done -> {
                            if (requests.addAndGet(-served) > 0) {
                                run();
                            }
                        },
                        failure -> {
                            failed.accept(failure);
                            requests.set(0);
                        });
    }
}
