package dev.earshot.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescedTaskTest {
    private final List<UniEmitter<? super Void>> runs = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final CoalescedTask task = new CoalescedTask(() -> Uni.createFrom().emitter(runs::add), failures::add);

    @Test
    void one_more_run_serves_all_requests_that_arrive_during_a_run() {
        task.request();
        task.request();
        task.request();
        assertThat(runs).hasSize(1);
        runs.get(0).complete(null);
        assertThat(runs).hasSize(2);
        runs.get(1).complete(null);
        assertThat(runs).hasSize(2);
    }

    @Test
    void a_request_after_a_run_starts_another() {
        task.request();
        runs.get(0).complete(null);
        task.request();
        assertThat(runs).hasSize(2);
    }

    @Test
    void after_a_failure_it_waits_for_the_next_request() {
        task.request();
        task.request();
        IllegalStateException down = new IllegalStateException("down");
        runs.get(0).fail(down);
        assertThat(failures).containsExactly(down);
        assertThat(runs).hasSize(1);
        task.request();
        assertThat(runs).hasSize(2);
    }

    @Test
    void a_task_that_throws_has_failed() {
        CoalescedTask broken = new CoalescedTask(
                () -> {
                    throw new IllegalStateException("at once");
                },
                failures::add);
        broken.request();
        broken.request();
        assertThat(failures).hasSize(2);
    }
}
