package dev.earshot.tool.idempotency;

import dev.earshot.common.ApiException;
import dev.earshot.common.Ids;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.call.ToolConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The answers that retries get. A call first claims its key; one statement of {@code CallLedger} then writes its effect
 * and its answer, and only while the claim holds. So there is one effect, however often a call is sent and wherever a
 * replica dies.
 */
@Singleton
public class IdempotencyStore {
    /** For the last statement of a call that has timed out, and for the end of a connection without an answer. */
    private static final Duration MARGIN = Duration.ofSeconds(40);

    private static final String CLAIM = """
            with claimed as (
              insert into kept_answer as k (id, claim, fingerprint, claimed_at, expires_at, effect_key)
                values ($1, $2, $3, $4, $5, $7)
              on conflict (id) do update set claim = excluded.claim, fingerprint = excluded.fingerprint,
                claimed_at = excluded.claimed_at, expires_at = excluded.expires_at,
                effect_key = case when k.answer is null and k.refusal is null and k.fingerprint = excluded.fingerprint
                  then coalesce(k.effect_key, excluded.effect_key) else excluded.effect_key end,
                customer_id = null, answer = null, refusal = null
              where (k.answer is not null or k.refusal is not null or k.claimed_at <= $6)
                and (k.expires_at <= excluded.claimed_at
                  or (k.answer is null and k.refusal is null and k.fingerprint = excluded.fingerprint))
              returning claim, effect_key)
            select claim, effect_key, null::text as fingerprint, null::text as answer, null::text as refusal
              from claimed
            union all
            select null, null, fingerprint, answer, refusal from kept_answer where id = $1
              and not exists (select from claimed)""";

    private final Pool pool;
    private final InstantSource clock;
    /** After this a call in flight is taken for dead. Claiming and running it have a time limit each. */
    private final Duration lease;

    IdempotencyStore(Pool pool, InstantSource clock, ToolConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.lease = config.timeLimit().multipliedBy(2).plus(MARGIN);
    }

    /**
     * The result of a claim: the right to run the call, or the result of its first run.
     *
     * @param effectKey that of an earlier run whose end is not known, or a new one
     */
    record Claimed(String claim, String effectKey, CallOutcome earlier) {}

    /**
     * Claims a key for one run of a call; refuses while another run of it is in flight, and the key of another call.
     */
    Uni<Claimed> claim(IdempotencyKey key) {
        Instant now = clock.instant();
        String claim = Ids.make("claim", now);
        Tuple row = Tuple.of(key.id(), claim, key.fingerprint())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.plus(key.kept()).atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.minus(lease).atOffset(ZoneOffset.UTC))
                .addString(key.effectKey(claim));
        return pool.preparedQuery(CLAIM).execute(row).map(rows -> claimed(key, rows));
    }

    private static Claimed claimed(IdempotencyKey key, RowSet<Row> rows) {
        if (rows.size() == 0) {
            // Another call claimed it while this statement ran.
            throw inFlight();
        }
        Row row = rows.iterator().next();
        if (row.getString("claim") != null) {
            return new Claimed(row.getString("claim"), row.getString("effect_key"), null);
        }
        if (!key.fingerprint().equals(row.getString("fingerprint"))) {
            throw ApiException.unprocessable(
                    "IDEMPOTENCY_KEY_REUSED", "This idempotency key came with another call before");
        }
        return new Claimed(null, null, outcome(row).again());
    }

    private static CallOutcome outcome(Row row) {
        if (row.getString("answer") != null) {
            return CallOutcome.answered(row.getString("answer"));
        }
        if (row.getString("refusal") != null) {
            return CallOutcome.refused(refusal(new JsonObject(row.getString("refusal"))));
        }
        throw inFlight();
    }

    /** Whether a call still has its claim, so that its effect is its own to have; so has a call without one. */
    public Uni<Boolean> isHeld(SqlClient client, String claim) {
        return claim == null
                ? Uni.createFrom().item(true)
                : client.preparedQuery("select 1 from kept_answer where claim = $1")
                        .execute(Tuple.of(claim))
                        .map(rows -> rows.size() > 0);
    }

    public static ApiException inFlight() {
        return ApiException.conflict(
                CallOutcome.IN_FLIGHT, "The same call is being answered; ask again for its answer");
    }

    /** Keeps a call's problem; without an effect, nothing else must be stored with it. */
    Uni<Void> keep(String claim, ApiException refusal) {
        JsonObject text = new JsonObject()
                .put("kind", refusal.kind().name())
                .put("code", refusal.code())
                .put("detail", refusal.getMessage())
                .put("faults", refusal.faults());
        return pool.preparedQuery("update kept_answer set refusal = $2 where claim = $1 and answer is null")
                .execute(Tuple.of(claim, Json.encode(text)))
                .replaceWithVoid();
    }

    /** Keeps the answer to a call whose effect is stored already. */
    Uni<Void> keep(String claim, String answer) {
        return pool.preparedQuery("update kept_answer set answer = $2 where claim = $1 and answer is null")
                .execute(Tuple.of(claim, answer))
                .replaceWithVoid();
    }

    private static ApiException refusal(JsonObject text) {
        return ApiException.of(
                ApiException.Kind.valueOf(text.getString("kind")),
                text.getString("code"),
                text.getString("detail"),
                Arrays.asList(Json.decodeValue(text.getJsonArray("faults").encode(), ApiException.Fault[].class)));
    }

    /** Lets the call be repeated. If it had its effect after all, its answer is stored and stays. */
    Uni<Void> release(String claim) {
        return pool.preparedQuery("delete from kept_answer where claim = $1 and answer is null")
                .execute(Tuple.of(claim))
                .replaceWithVoid();
    }

    /** Lets the call be repeated under the same effect key: another system may have had its effect. */
    Uni<Void> suspend(String claim) {
        return pool.preparedQuery("update kept_answer set claimed_at = $2 where claim = $1 and answer is null")
                .execute(Tuple.of(claim, clock.instant().minus(lease).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
