package dev.earshot.chat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.chat.MessageStatus;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplyEventsTest {
    private static final String MESSAGE = "msg_1";
    private static final String FIRST = StreamFrame.chunk("Women ");
    private static final String SECOND = StreamFrame.chunk("in ");
    private static final String END = StreamFrame.end(MESSAGE, MessageStatus.COMPLETE);

    private final ReplyEvents reply = new ReplyEvents(MESSAGE);

    private static String event(int n, String frame) {
        return "id: msg_1/" + n + "\ndata: " + frame + "\n\n";
    }

    @Test
    void a_viewer_gets_all_that_is_new_in_one_piece_and_nothing_twice() {
        reply.add(List.of(FIRST, SECOND));

        ReplyEvents.News news = reply.after(0);

        assertThat(news.events()).hasToString(event(1, FIRST) + event(2, SECOND));
        assertThat(news.last()).isFalse();
        assertThat(reply.after(news.to()).events()).hasToString("");
        assertThat(reply.after(1).events()).hasToString(event(2, SECOND));
    }

    @Test
    void an_event_is_read_once_for_all_viewers() {
        reply.add(StreamFrame.chunk("a \"line\"\n"));

        ReplyEvent event = reply.after(0).read().get(0);

        assertThat(event).isEqualTo(new ReplyEvent.Words("a \"line\"\n", "\"a \\\"line\\\"\\n\""));
        reply.add(SECOND);
        assertThat(reply.after(0).read()).hasSize(2).first().isSameAs(event);
    }

    @Test
    void nothing_follows_the_end() {
        reply.add(List.of(FIRST, END));
        reply.add(SECOND);

        assertThat(reply.after(1)).satisfies(news -> {
            assertThat(news.events()).hasToString(event(2, END));
            assertThat(news.last()).isTrue();
        });
        assertThat(reply.size()).isEqualTo(2);
    }

    @Test
    void a_viewer_beyond_the_end_waits_and_then_gets_the_end() {
        reply.add(FIRST);
        assertThat(reply.after(7)).satisfies(news -> {
            assertThat(news.events()).hasToString("");
            assertThat(news.to()).isEqualTo(7);
        });

        reply.add(END);

        assertThat(reply.after(7).events()).hasToString(event(2, END));
    }

    @Test
    void an_interruption_stands_behind_all_that_a_viewer_may_have_seen() {
        reply.add(List.of(FIRST, StreamFrame.end(MESSAGE, MessageStatus.INTERRUPTED)));

        assertThat(reply.after(7).events())
                .hasToString(event(StreamFrame.INTERRUPTION, StreamFrame.end(MESSAGE, MessageStatus.INTERRUPTED)));
    }

    @Test
    void viewers_are_notified_until_they_leave() {
        AtomicInteger told = new AtomicInteger();
        Cancellable watch = reply.watch(told::incrementAndGet);
        reply.add(FIRST);
        reply.add(List.of());
        watch.cancel();
        reply.add(SECOND);
        assertThat(told).hasValue(1);
    }

    @Test
    void the_end_can_be_awaited_before_it_comes_and_after() {
        AtomicInteger ends = new AtomicInteger();
        reply.end().subscribe().with(end -> ends.incrementAndGet());
        reply.add(FIRST);
        assertThat(ends).hasValue(0);
        reply.add(END);
        reply.end().subscribe().with(end -> ends.incrementAndGet());
        assertThat(ends).hasValue(2);
    }
}
