package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Plans;
import dev.earshot.tool.ledger.LedgerStatement;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the tables held when the statement of a call was planned, it finds rows by their keys. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class LedgerPlansTest {
    private static final Set<String> BY_KEYS = Set.of(
            "session by session_pkey",
            "denial by denial_pkey",
            "kept_answer by kept_answer_claim_key",
            "by kept_answer_claim_key");

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(ints = {60, 5_000})
    void a_call_finds_its_session_by_its_key(int sessions) {
        assertThat(new Plans(pool).kept(LedgerStatement.ALONE, sessions(sessions)))
                .isSubsetOf(BY_KEYS)
                .contains("session by session_pkey");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 5_000})
    void calls_that_share_a_transaction_find_their_sessions_by_their_keys(int sessions) {
        assertThat(new Plans(pool).kept(LedgerStatement.TOGETHER, sessions(sessions)))
                .isSubsetOf(BY_KEYS)
                .contains("session by session_pkey");
    }

    private static List<String> sessions(int count) {
        return List.of(
                "truncate session, kept_answer cascade",
                """
            insert into session (id, customer_id, anonymous, platform, source_event, started_at, last_seen_at)
            select 's' || n, 'c' || n, false, 'chatgpt', 'evt', now(), now()
              from generate_series(1, %d) n""".formatted(count),
                """
            insert into kept_answer (id, claim, fingerprint, claimed_at, expires_at)
            select 'k' || n, 'claim' || n, '', now(), now() from generate_series(1, %d) n""".formatted(count),
                "analyze session",
                "analyze kept_answer");
    }
}
