package dev.earshot.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescingCacheTest {
    private final CoalescingCache<String, String> answers =
            new CoalescingCache<>(Duration.ofMinutes(1), 100, String::length);
    private final List<UniEmitter<? super String>> asked = new ArrayList<>();

    @Test
    void concurrent_requests_share_the_answer() {
        UniAssertSubscriber<String> first = ask("ann");
        UniAssertSubscriber<String> second = ask("ann");
        UniAssertSubscriber<String> other = ask("bob");
        assertThat(asked).hasSize(2);

        asked.get(0).complete("hikes");

        first.assertCompleted().assertItem("hikes");
        second.assertCompleted().assertItem("hikes");
        other.assertNotTerminated();
    }

    @Test
    void an_answer_is_kept_for_later_requests() {
        ask("ann");
        asked.get(0).complete("hikes");

        ask("ann").assertCompleted().assertItem("hikes");
        assertThat(asked).hasSize(1);
    }

    @Test
    void an_answer_that_comes_after_everybody_has_given_up_is_kept_all_the_same() {
        ask("ann").cancel();

        asked.get(0).complete("hikes");

        ask("ann").assertCompleted().assertItem("hikes");
    }

    @Test
    void a_failure_reaches_those_who_waited_and_the_next_request_asks_again() {
        UniAssertSubscriber<String> first = ask("ann");
        asked.get(0).fail(new IllegalStateException("busy"));
        first.assertFailedWith(IllegalStateException.class, "busy");

        UniAssertSubscriber<String> next = ask("ann");
        asked.get(1).complete("hikes");
        next.assertCompleted().assertItem("hikes");
    }

    @Test
    void what_is_kept_is_bounded_by_its_weight() {
        for (int n = 0; n < 10; n++) {
            ask("customer " + n);
            asked.get(n).complete("x".repeat(30));
        }
        for (int n = 0; n < 10; n++) {
            ask("customer " + n);
        }
        assertThat(asked).hasSizeBetween(17, 20);
    }

    private UniAssertSubscriber<String> ask(String key) {
        return answers.to(key, unknown -> Uni.createFrom().emitter(asked::add))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
