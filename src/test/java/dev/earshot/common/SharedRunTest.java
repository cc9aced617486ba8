package dev.earshot.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedRunTest {
    private final List<UniEmitter<? super Void>> runs = new ArrayList<>();
    private final SharedRun shared = new SharedRun(() -> Uni.createFrom().emitter(runs::add));

    @Test
    void all_who_ask_during_a_run_share_the_next_one() {
        CompletableFuture<Void> first = ask();
        CompletableFuture<Void> second = ask();
        CompletableFuture<Void> third = ask();
        assertThat(runs).hasSize(1);

        runs.get(0).complete(null);
        assertThat(first).isDone();
        assertThat(second).isNotDone();
        assertThat(runs).hasSize(2);

        runs.get(1).complete(null);
        assertThat(second).isDone();
        assertThat(third).isDone();
        assertThat(runs).hasSize(2);
    }

    @Test
    void a_failure_is_that_of_those_who_waited_for_this_run() {
        CompletableFuture<Void> first = ask();
        CompletableFuture<Void> second = ask();

        runs.get(0).fail(new IllegalStateException("down"));
        assertThatThrownBy(first::join).hasRootCauseMessage("down");

        runs.get(1).complete(null);
        assertThat(second).isCompleted();
        ask();
        assertThat(runs).hasSize(3);
    }

    @Test
    void a_run_goes_on_for_the_others_when_a_caller_leaves() {
        CompletableFuture<Void> first = ask();
        first.cancel(true);
        CompletableFuture<Void> second = ask();
        runs.get(0).complete(null);
        runs.get(1).complete(null);
        assertThat(second).isCompleted();
    }

    private CompletableFuture<Void> ask() {
        return shared.join().subscribeAsCompletionStage();
    }
}
