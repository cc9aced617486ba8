package dev.earshot.chat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.chat.MessageStatus;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Frames added to the log again because the first answer was lost, and what other replicas do to a reply meanwhile.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class RunLogTest extends LoggedReplies {
    @Test
    void what_comes_again_with_more_behind_it_stands_there_once() {
        append(said(reply, 1, 3));
        assertThat(append(said(reply, 1, 5)).logged()).containsExactly("msg_1");
        append(said(reply, 6, 7));

        assertThat(read(0)).isEqualTo(frames(1, 7));
        assertThat(read(3)).isEqualTo(frames(4, 7));
        assertThat(read(6)).isEqualTo(frames(7, 7));
    }

    @Test
    void an_attempt_that_arrives_after_a_longer_one_takes_nothing_away() {
        append(said(reply, 1, 5));
        append(said(reply, 1, 3));
        append(said(reply, 6, 7));

        assertThat(read(0)).isEqualTo(frames(1, 7));
    }

    @Test
    void the_replica_that_ended_a_reply_learns_so_however_often_it_asks() {
        assertThat(append(ended(reply, 1, 4)).logged()).containsExactly("msg_1");
        assertThat(append(ended(reply, 1, 4)).logged()).containsExactly("msg_1");

        assertThat(log.read("msg_1", 0).await().atMost(PATIENCE)).isEqualTo(new RunLog.Logged(whole(1, 4), false));
    }

    @Test
    void a_reply_that_another_replica_has_ended_is_lost_and_gets_nothing_more() {
        append(said(reply, 1, 3), said(other, 1, 3));
        leases.reap("msg_1").await().atMost(PATIENCE);

        RunLog.Outcome outcome = append(said(reply, 1, 5), said(other, 4, 5));

        assertThat(outcome).isEqualTo(new RunLog.Outcome(Set.of("msg_2"), Set.of("msg_1")));
        assertThat(read(0))
                .startsWith(frames(1, 3).toArray(String[]::new))
                .endsWith(StreamFrame.end("msg_1", MessageStatus.INTERRUPTED))
                .hasSize(4);
    }

    @Test
    void a_reply_whose_conversation_is_gone_is_lost() {
        run("delete from conversation where id = 'of_msg_1'");

        assertThat(append(said(reply, 1, 3))).isEqualTo(new RunLog.Outcome(Set.of(), Set.of("msg_1")));
    }
}
