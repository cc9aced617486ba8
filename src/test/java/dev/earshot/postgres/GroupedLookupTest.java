package dev.earshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupedLookupTest {
    private final List<List<String>> asked = new ArrayList<>();
    private final List<UniEmitter<? super Map<String, String>>> answers = new ArrayList<>();
    private final GroupedLookup<String> lookup = new GroupedLookup<>(keys -> {
        asked.add(keys);
        return Uni.createFrom().emitter(answers::add);
    });

    @Test
    void one_statement_at_a_time_finds_all_that_are_asked_for_meanwhile() {
        UniAssertSubscriber<Optional<String>> first = find("a");
        UniAssertSubscriber<Optional<String>> known = find("b");
        UniAssertSubscriber<Optional<String>> again = find("b");
        UniAssertSubscriber<Optional<String>> madeUp = find("none");
        assertThat(asked).containsExactly(List.of("a"));

        answers.get(0).complete(Map.of("a", "A"));
        first.assertItem(Optional.of("A"));
        assertThat(asked).containsExactly(List.of("a"), List.of("b", "none"));

        answers.get(1).complete(Map.of("b", "B"));
        known.assertItem(Optional.of("B"));
        again.assertItem(Optional.of("B"));
        madeUp.assertItem(Optional.empty());

        find("a");
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_failure_reaches_those_who_shared_the_statement_and_no_one_else() {
        UniAssertSubscriber<Optional<String>> first = find("a");
        UniAssertSubscriber<Optional<String>> second = find("b");

        answers.get(0).fail(new IllegalStateException("cut"));
        first.assertFailedWith(IllegalStateException.class, "cut");

        answers.get(1).complete(Map.of("b", "B"));
        second.assertItem(Optional.of("B"));
    }

    private UniAssertSubscriber<Optional<String>> find(String key) {
        return lookup.find(key).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
