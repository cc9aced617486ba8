package dev.earshot.chat.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WordByWordTest {
    private static final String TEXT = "Women in  California.\n- Hiking";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void say(Duration pause, boolean hurried) {
        WordByWord.of(TEXT, pause, () -> hurried, vertx)
                .onTermination()
                .invoke(() -> ended.set(true))
                .subscribe()
                .with(said::add);
    }

    @Test
    void each_word_comes_with_the_space_behind_it_so_that_nothing_of_the_text_is_lost() {
        say(Duration.ofMillis(1), false);
        await().untilTrue(ended);
        assertThat(said).containsExactly("Women ", "in  ", "California.\n", "- ", "Hiking");
    }

    @Test
    void without_a_pause_all_of_it_is_there_at_once() {
        say(Duration.ZERO, false);
        assertThat(ended).isTrue();
        assertThat(String.join("", said)).isEqualTo(TEXT);
    }

    @Test
    void nobody_waits_for_the_first_word_however_long_the_pauses_are() {
        say(Duration.ofHours(1), false);
        await().until(() -> !said.isEmpty());
        assertThat(said).containsExactly("Women ");
        assertThat(ended).isFalse();
    }

    @Test
    void in_a_hurry_the_rest_comes_in_one_piece() {
        say(Duration.ofMillis(1), true);
        await().untilTrue(ended);
        assertThat(said).containsExactly(TEXT);
    }
}
