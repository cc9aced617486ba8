package dev.earshot.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownPhaseTest {
    private final ShutdownPhase shutdown = new ShutdownPhase();

    @Test
    void all_of_the_time_is_left_before_it_begins() {
        assertThat(shutdown.left(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void when_the_time_is_over_what_is_left_can_still_be_waited_for() {
        shutdown.begin();

        assertThatCode(() -> Uni.createFrom()
                        .nothing()
                        .ifNoItem()
                        .after(shutdown.left(Duration.ZERO))
                        .recoverWithItem("nobody came")
                        .await()
                        .indefinitely())
                .doesNotThrowAnyException();
    }

    @Test
    void subscribers_learn_of_the_shutdown_once_however_early_or_late_they_came() {
        List<Boolean> told = new ArrayList<>();
        shutdown.drainingBegins().subscribe().with(told::add);
        assertThat(told).isEmpty();

        shutdown.drain();
        shutdown.drain();
        shutdown.drainingBegins().subscribe().with(told::add);

        assertThat(told).containsExactly(true, true);
    }
}
