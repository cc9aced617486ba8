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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever had been said when the statement that logs replies was planned, it finds these replies and reads no others.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class RunLogPlansTest {

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(ints = {60, 5_000})
    void replies_are_logged_by_keys(int replies) {
        assertThat(new Plans(pool).kept(RunLog.APPEND, made(replies)))
                .isSubsetOf(
                        "message by message_pkey",
                        "by message_pkey",
                        "conversation by conversation_pkey",
                        "by conversation_pkey")
                .contains("conversation by conversation_pkey");
    }

    /** Each in a conversation of its own; half of them are being made. */
    private static List<String> made(int replies) {
        return List.of(
                "truncate conversation cascade",
                """
            insert into conversation (id, owner, title, created_at, updated_at)
            select 'c' || n, 'ann', 'title', now(), now() from generate_series(1, %d) n""".formatted(replies),
                """
            insert into message (id, conversation_id, role, status, content, runner, created_at)
            select 'r' || n, 'c' || n, 'AGENT', case n %% 2 when 0 then 'STREAMING'
              else 'COMPLETE' end, 'reply', 'replica', now()
            from generate_series(1, %d) n""".formatted(replies),
                "analyze conversation",
                "analyze message");
    }
}
