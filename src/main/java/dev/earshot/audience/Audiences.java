package dev.earshot.audience;

import dev.earshot.common.ApiException;
import dev.earshot.common.Ids;
import dev.earshot.common.TextSanitizer;
import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import dev.earshot.taxonomy.SignalTaxonomy;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The audiences of planners. Another planner's audience is unknown to the caller. */
@Singleton
public class Audiences {
    private static final int LONGEST_NAME = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Pool pool;
    private final AudienceRows rows;
    private final SignalTaxonomy taxonomy;
    private final RuleValidator validator;
    private final InstantSource clock;

    Audiences(Pool pool, AudienceRows rows, SignalTaxonomy taxonomy, RuleValidator validator, InstantSource clock) {
        this.pool = pool;
        this.rows = rows;
        this.taxonomy = taxonomy;
        this.validator = validator;
        this.clock = clock;
    }

    public Uni<Audience> make(String owner, String name, Rule rule, RefreshPlan plan) {
        return pool.withTransaction(transaction -> make(transaction, owner, name, rule, Optional.empty())
                .chain(audience -> planned(transaction, owner, audience, plan)));
    }

    /** @param origin why it is made: a repeated request for the same origin gets the same audience */
    public Uni<Audience> make(String owner, String name, Rule rule, Optional<String> origin) {
        return make(pool, owner, name, rule, origin);
    }

    /** The same within a transaction. */
    public Uni<Audience> make(SqlClient client, String owner, String name, Rule rule, Optional<String> origin) {
        return checked(rule).chain(valid -> {
            Instant now = clock.instant();
            String id = Ids.make("aud", now);
            String shown = TextSanitizer.name("name", name, LONGEST_NAME);
            return rows.add(
                    client,
                    new Audience(
                            id,
                            shown,
                            valid,
                            1,
                            AudienceTag.of(shown, id),
                            false,
                            RefreshInterval.NEVER,
                            null,
                            0,
                            now,
                            now,
                            List.of()),
                    owner,
                    origin);
        });
    }

    /**
     * The audience of this rule and origin. If its planner changed the rule since, that audience is the planner's own
     * and another one is made.
     */
    public Uni<Audience> makeAsIs(String owner, String name, Rule rule, String origin) {
        return rows.release(owner, origin, rule).chain(() -> make(owner, name, rule, Optional.of(origin)));
    }

    public Uni<Audience> owned(String owner, String id) {
        return owned(pool, owner, id);
    }

    /** The same within a transaction. */
    public Uni<Audience> owned(SqlClient client, String owner, String id) {
        return rows.find(client, owner, id)
                .map(found -> found.orElseThrow(Audiences::unknown))
                .chain(audience -> taxonomy.index().map(audience::warned));
    }

    /**
     * Changes name and rule, and how the audience is kept. The customers that carry its tag change with the next
     * refresh. Signals retired since it was saved may stay in it.
     *
     * @param expected the version that the caller has seen; refused if the audience was changed since
     */
    public Uni<Audience> change(
            String owner, String id, String name, Rule rule, Optional<Integer> expected, RefreshPlan plan) {
        return pool.withTransaction(transaction -> change(transaction, owner, id, name, rule, expected)
                .chain(audience -> planned(transaction, owner, audience, plan)));
    }

    private Uni<Audience> planned(SqlClient transaction, String owner, Audience audience, RefreshPlan plan) {
        return plan.changesNothing()
                ? Uni.createFrom().item(audience)
                : rows.plan(transaction, owner, audience.id(), plan, clock.instant())
                        .map(found -> found.orElseThrow(Audiences::unknown))
                        .chain(changed -> taxonomy.index().map(changed::warned));
    }

    /** The same within a transaction. */
    public Uni<Audience> change(
            SqlClient client, String owner, String id, String name, Rule rule, Optional<Integer> expected) {
        return owned(client, owner, id)
                .chain(before -> checked(rule, before.rule()))
                .chain(valid -> rows.change(
                        client,
                        owner,
                        id,
                        TextSanitizer.name("name", name, LONGEST_NAME),
                        valid,
                        expected,
                        clock.instant()))
                .chain(changed -> changed.map(audience -> taxonomy.index().map(audience::warned))
                        .orElseGet(() -> owned(client, owner, id).map(audience -> {
                            throw changed(audience);
                        })));
    }

    /** Those of them that were made for these origins, by origin. */
    public Uni<Map<String, Audience>> madeFor(String owner, List<String> origins) {
        return rows.madeFor(owner, origins);
    }

    /** Latest changed first; the search looks into names. */
    public Uni<Envelope<List<Audience>>> list(String owner, String search, int limit, PageCursor after) {
        return list(owner, search, false, limit, after);
    }

    /** The same, of those alone that are active if asked for. */
    public Uni<Envelope<List<Audience>>> list(
            String owner, String search, boolean onlyActive, int limit, PageCursor after) {
        Optional<String> like = Optional.ofNullable(search)
                .filter(text -> !text.isBlank())
                .map(text -> "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        return rows.list(owner, after.at(), after.id(), like, onlyActive, limit + 1)
                .chain(found -> taxonomy.index()
                        .map(index ->
                                Envelope.page(found, limit, audience -> audience.warned(index), Audiences::cursor)));
    }

    private static String cursor(Audience last) {
        return new PageCursor(last.updatedAt(), last.id()).cursor();
    }

    public Uni<List<Audience.Version>> versions(String owner, String id) {
        return owned(owner, id).chain(() -> rows.versions(owner, id));
    }

    /** Refused while members may carry its tag, which could not be removed afterwards. */
    public Uni<Void> remove(String owner, String id) {
        return owned(owner, id)
                .chain(() -> rows.remove(owner, id, clock.instant()))
                .invoke(gone -> {
                    if (!gone) {
                        throw ApiException.conflict(
                                "AUDIENCE_ACTIVE",
                                "Customers still carry the audience's tag; deactivate the audience first, then delete it");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Rule> checked(Rule rule) {
        return taxonomy.index().map(index -> validator.valid("rule", rule, index));
    }

    private Uni<Rule> checked(Rule rule, Rule before) {
        Set<String> known = before.names().collect(Collectors.toSet());
        return taxonomy.index().map(index -> validator.valid("rule", rule, index, known::contains));
    }

    public static ApiException changed(Audience audience) {
        return ApiException.conflict(
                "AUDIENCE_CHANGED", "The audience was changed meanwhile; its version is " + audience.version());
    }

    static ApiException busy() {
        return ApiException.busy(
                "AUDIENCE_BUSY", "The audience is being created and deleted concurrently; try again", PAUSE);
    }

    public static ApiException unknown() {
        return ApiException.unknown("AUDIENCE_NOT_FOUND", "There is no such audience");
    }
}
