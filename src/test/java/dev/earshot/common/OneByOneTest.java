package dev.earshot.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private final List<Integer> done = new ArrayList<>();

    @Test
    void an_item_that_fails_stops_none_behind_it_and_is_reported_at_the_end() {
        assertThatThrownBy(() -> of(List.of(1, -2, 3, -4)))
                .hasMessage("-2")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("-4"));
        assertThat(done).containsExactly(1, 3);
    }

    @Test
    void the_same_failure_of_all_items_is_reported_once() {
        IllegalStateException down = new IllegalStateException("down");
        assertThatThrownBy(() -> OneByOne.all(
                                List.of(1, 2), item -> Uni.createFrom().<Integer>failure(down))
                        .await()
                        .indefinitely())
                .isSameAs(down)
                .hasNoSuppressedExceptions();
    }

    @Test
    void the_results_come_in_the_order_of_the_items() {
        assertThat(of(List.of(3, 1, 2))).containsExactly(3, 1, 2);
        assertThat(of(List.of())).isEmpty();
    }

    private List<Integer> of(List<Integer> items) {
        return OneByOne.all(items, this::done).await().indefinitely();
    }

    private Uni<Integer> done(Integer item) {
        if (item < 0) {
            throw new IllegalArgumentException("" + item);
        }
        done.add(item);
        return Uni.createFrom().item(item);
    }
}
