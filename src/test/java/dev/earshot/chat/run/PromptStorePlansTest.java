package dev.earshot.chat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Plans;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever had been said when the statement of a prompt was planned, it reads its own conversation and no other. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class PromptStorePlansTest {
    private static final Set<String> BY_KEYS = Set.of(
            "conversation by conversation_pkey",
            "message by message_pkey",
            "message by message_of_conversation",
            "by message_of_conversation",
            "message by message_one_run",
            "message by message_running_of",
            "message by message_of_prompt",
            "by message_of_prompt");

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(ints = {60, 5_000})
    void a_prompt_in_a_conversation_reads_that_one(int prompts) {
        assertThat(new Plans(pool).kept(PromptStatement.ASK, said(prompts)))
                .isSubsetOf(BY_KEYS)
                .contains("conversation by conversation_pkey");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 5_000})
    void a_prompt_that_begins_a_conversation_reads_that_one(int prompts) {
        assertThat(new Plans(pool).kept(PromptStatement.ASK_FIRST, said(prompts)))
                .isSubsetOf(BY_KEYS);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 5_000})
    void a_prompt_that_is_answered_again_is_found_by_its_key(int prompts) {
        assertThat(new Plans(pool).kept(PromptStatement.AGAIN, said(prompts)))
                .isSubsetOf(BY_KEYS)
                .contains("message by message_pkey");
    }

    /** Each in a conversation of its own, with a reply. */
    private static List<String> said(int prompts) {
        return List.of(
                "truncate conversation cascade",
                """
            insert into conversation (id, owner, title, created_at, updated_at)
            select 'c' || n, 'ann', 'title', now(), now() from generate_series(1, %d) n""".formatted(prompts),
                """
            insert into message (id, conversation_id, role, status, content, created_at)
            select 'p' || n, 'c' || n, 'USER', 'COMPLETE', 'prompt', now()
              from generate_series(1, %d) n""".formatted(prompts),
                """
            insert into message (id, conversation_id, prompt_id, role, status, content, metadata, created_at)
            select 'r' || n, 'c' || n, 'p' || n, 'AGENT', 'COMPLETE', 'reply', '{}', now()
              from generate_series(1, %d) n""".formatted(prompts),
                "analyze conversation",
                "analyze message");
    }
}
