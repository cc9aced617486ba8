package dev.earshot.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final CompletableFuture<UniEmitter<? super String>> begun = new CompletableFuture<>();

    /** Work that a test completes, or nothing does. */
    private final Uni<String> work = Uni.createFrom().emitter(emitter -> {
        emitter.onTermination(() -> cancelled.complete(null));
        begun.complete(emitter);
    });

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void an_item_in_time_arrives() {
        UniAssertSubscriber<String> caller = onContext(() -> Deadline.within(NEVER, work));

        begun.join().complete("done");

        caller.awaitItem().assertItem("done");
    }

    @Test
    void a_failure_in_time_arrives_as_it_is() {
        UniAssertSubscriber<String> caller = onContext(() -> Deadline.within(NEVER, work));

        begun.join().fail(new IllegalStateException("broken"));

        caller.awaitFailure().assertFailedWith(IllegalStateException.class, "broken");
    }

    @Test
    void work_that_takes_too_long_is_cancelled_and_its_caller_told_on_its_own_context() {
        UniAssertSubscriber<Context> caller = onContext(() -> Deadline.within(SOON, work)
                .onFailure(TimeoutException.class)
                .recoverWithItem("late")
                .map(late -> Vertx.currentContext()));

        caller.awaitItem().assertItem(context);
        assertThat(cancelled).isDone();
    }

    @Test
    void a_caller_that_leaves_cancels_the_work() {
        UniAssertSubscriber<String> caller = onContext(() -> Deadline.within(NEVER, work));
        begun.join();

        caller.cancel();

        cancelled.join();
    }

    @Test
    void outside_of_the_event_loops_the_limit_holds_too() {
        UniAssertSubscriber<String> caller =
                Deadline.within(SOON, work).subscribe().withSubscriber(UniAssertSubscriber.create());

        caller.awaitFailure().assertFailedWith(TimeoutException.class);
        cancelled.join();
    }

    private <T> UniAssertSubscriber<T> onContext(Supplier<Uni<T>> waiting) {
        CompletableFuture<UniAssertSubscriber<T>> subscribed = new CompletableFuture<>();
        context.runOnContext(
                now -> subscribed.complete(waiting.get().subscribe().withSubscriber(UniAssertSubscriber.<T>create())));
        return subscribed.join();
    }
}
