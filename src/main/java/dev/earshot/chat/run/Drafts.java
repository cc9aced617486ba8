package dev.earshot.chat.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.audience.Rule;
import dev.earshot.audience.RuleValidator;
import dev.earshot.chat.Conversations;
import dev.earshot.common.ApiException;
import dev.earshot.taxonomy.SignalTaxonomy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The drafts of conversations, one each: a reply leaves it, its planner may edit it, and the next reply goes on from
 * there.
 */
@Singleton
public class Drafts {
    private static final String STANDING = PromptStatement.STANDING.formatted("$1", "true");

    private static final String LOCK = "select from conversation where id = $1 and (owner = $2) is true for update";

    private static final String LOOK = """
            select standing.id as standing,
              (case when c.draft is not null and c.draft_of is not distinct from standing.id then c.draft
                else standing.metadata -> 'draft' end)::text as draft,
              exists (select from message s where s.conversation_id = $1 and s.status = 'STREAMING') as running
            from conversation c left join lateral (%s) standing on true where c.id = $1""".formatted(STANDING);

    private static final String CHANGE =
            "update conversation set draft = $2, draft_of = $3, updated_at = greatest(updated_at, $4) where id = $1";

    private final Pool pool;
    private final SignalTaxonomy taxonomy;
    private final RuleValidator validator;
    private final InstantSource clock;

    Drafts(Pool pool, SignalTaxonomy taxonomy, RuleValidator validator, InstantSource clock) {
        this.pool = pool;
        this.taxonomy = taxonomy;
        this.validator = validator;
        this.clock = clock;
    }

    /**
     * A conversation's draft.
     *
     * @param after the reply that it comes from, edited since or not; absent before the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Draft(Rule rule, String after) {}

    private record Found(Draft draft, boolean running) {}

    /** The one of a conversation whose owner is known to be its caller. */
    Uni<Draft> of(String conversationId) {
        return pool.preparedQuery(LOOK)
                .execute(Tuple.of(conversationId))
                .map(rows -> rows.size() == 0
                        ? new Draft(Rule.EMPTY, null)
                        : found(rows.iterator().next()).draft());
    }

    /**
     * Stores an edited draft. Refused during a reply, which goes on from the earlier draft and leaves another one.
     *
     * @param after the reply whose draft the caller edited, if a later one matters
     */
    public Uni<Draft> change(String conversationId, String owner, Rule rule, Optional<String> after) {
        return taxonomy.index()
                .map(index -> rule.isEmpty() ? rule : validator.validOrKept("rule", rule, index))
                .chain(valid -> pool.withTransaction(transaction -> lock(transaction, conversationId, owner)
                        .chain(found -> keep(transaction, conversationId, valid, allowed(found, after)))));
    }

    /** The lock is a separate statement, so that the next one sees a prompt that it waited for. */
    private static Uni<Found> lock(SqlConnection transaction, String conversationId, String owner) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(conversationId, owner))
                .invoke(locked -> {
                    if (locked.size() == 0) {
                        throw Conversations.unknown();
                    }
                })
                .chain(() -> transaction.preparedQuery(LOOK).execute(Tuple.of(conversationId)))
                .map(rows -> found(rows.iterator().next()));
    }

    private static Found allowed(Found found, Optional<String> after) {
        if (found.running()) {
            throw PromptStore.inProgress();
        }
        if (after.isPresent() && !after.get().equals(found.draft().after())) {
            throw ApiException.conflict(
                    "DRAFT_CHANGED", "A later reply changed the draft; read it and change that one");
        }
        return found;
    }

    private Uni<Draft> keep(SqlConnection transaction, String conversationId, Rule rule, Found found) {
        Tuple values = Tuple.of(conversationId)
                .addJsonObject(JsonObject.mapFrom(rule))
                .addString(found.draft().after())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return transaction
                .preparedQuery(CHANGE)
                .execute(values)
                .replaceWith(new Draft(rule, found.draft().after()));
    }

    private static Found found(Row row) {
        String draft = row.getString("draft");
        Rule rule = draft == null ? Rule.EMPTY : Json.decodeValue(draft, Rule.class);
        return new Found(new Draft(rule, row.getString("standing")), row.getBoolean("running"));
    }
}
