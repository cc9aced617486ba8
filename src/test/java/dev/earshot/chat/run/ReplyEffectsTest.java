package dev.earshot.chat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.audience.Rule;
import dev.earshot.chat.Effect;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.SavedAudience;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a reply has done is done once, and said. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ReplyEffectsTest extends LoggedReplies {
    @Test
    void what_a_reply_did_is_told_by_its_message_when_it_is_stopped() {
        did("msg_1");
        append(new Run.Slice(
                reply,
                1,
                List.of(StreamFrame.end("msg_1", MessageStatus.STOPPED)),
                Optional.of(new Run.Ending(MessageStatus.STOPPED, "", null, ReplyReplay.of(List.of())))));

        assertThat(values("select status, content, metadata -> 'audience' ->> 'id' from message where id = 'msg_1'"))
                .containsExactly("STOPPED", "Saved.", "aud_1");
    }

    @Test
    void what_a_reply_did_is_said_when_its_replica_has_died() {
        did("msg_1");
        leases.reap("msg_1").await().atMost(PATIENCE);

        assertThat(values("select status, content, metadata -> 'audience' ->> 'id' from message where id = 'msg_1'"))
                .containsExactly("INTERRUPTED", "Saved.", "aud_1");
        assertThat(read(0))
                .containsExactly(StreamFrame.chunk("Saved."), StreamFrame.end("msg_1", MessageStatus.INTERRUPTED));
    }

    @Test
    void a_reply_acts_once_however_often_it_is_told_to_and_not_after_its_end() {
        AtomicInteger acts = new AtomicInteger();
        Effect effect = effect("aud_1");
        for (int i = 0; i < 2; i++) {
            assertThat(effects.once("msg_1", transaction -> {
                                acts.incrementAndGet();
                                return Uni.createFrom().item(effect);
                            })
                            .await()
                            .atMost(PATIENCE))
                    .isEqualTo(effect);
        }
        assertThat(acts).hasValue(1);

        leases.reap("msg_2").await().atMost(PATIENCE);
        Uni<Effect> tooLate =
                effects.once("msg_2", transaction -> Uni.createFrom().item(effect));
        assertThatThrownBy(() -> tooLate.await().atMost(PATIENCE)).isInstanceOf(IllegalStateException.class);
    }

    private void did(String message) {
        effects.once(message, transaction -> Uni.createFrom().item(effect("aud_1")))
                .await()
                .atMost(PATIENCE);
    }

    private static Effect effect(String audience) {
        return new Effect(
                "Saved.",
                new ReplyMetadata(List.of(), Rule.EMPTY, List.of(), new SavedAudience(audience, "Hikers"), null, null));
    }
}
