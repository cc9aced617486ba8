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

/** The audiences of planners. Whoever asks for somebody else's is told that there is none. */
@Singleton
public class Audiences {
    private static final int LONGEST_NAME = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Pool pool;
    private final AudienceRows rows;
    private final SignalTaxonomy taxonomy;
    private final InstantSource clock;

    Audiences(Pool pool, AudienceRows rows, SignalTaxonomy taxonomy, InstantSource clock) {
        this.pool = pool;
        this.rows = rows;
        this.taxonomy = taxonomy;
        this.clock = clock;
    }

    public Uni<Audience> make(String owner, String name, Rule rule) {
        return make(owner, name, rule, Optional.empty());
    }

    /** @param origin what it is made because of: asked for again because of the same, it is the same */
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
                    new Audience(id, shown, valid, 1, AudienceTag.of(shown, id), false, now, now, List.of()),
                    owner,
                    origin);
        });
    }

    /**
     * The audience of this rule that was made because of this. One that has got another rule since is its planner's own from then on, and another
     * one is made.
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
     * Gives it another name and rule. Who carries its tag does not change before it is refreshed. Signals that were retired since it was saved may
     * stay in it.
     *
     * @param expected the version that the caller has seen; refused when somebody else has changed it since
     */
    public Uni<Audience> change(String owner, String id, String name, Rule rule, Optional<Integer> expected) {
        return change(pool, owner, id, name, rule, expected);
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

    /** Those of them that were made because of these, by the reason. */
    public Uni<Map<String, Audience>> madeFor(String owner, List<String> origins) {
        return rows.madeFor(owner, origins);
    }

    /** The latest changed first; the search looks into names. */
    public Uni<Envelope<List<Audience>>> list(String owner, String search, int limit, PageCursor after) {
        Optional<String> like = Optional.ofNullable(search)
                .filter(text -> !text.isBlank())
                .map(text -> "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        return rows.list(owner, after.at(), after.id(), like, limit + 1)
                .chain(found -> taxonomy.index()
                        .map(index -> found.stream()
                                .map(audience -> audience.warned(index))
                                .toList()))
                .map(found -> page(found, limit));
    }

    private static Envelope<List<Audience>> page(List<Audience> found, int limit) {
        if (found.size() <= limit) {
            return Envelope.page(found, null);
        }
        Audience last = found.get(limit - 1);
        return Envelope.page(found.subList(0, limit), new PageCursor(last.updatedAt(), last.id()).cursor());
    }

    public Uni<List<Audience.Version>> versions(String owner, String id) {
        return owned(owner, id).chain(() -> rows.versions(owner, id));
    }

    /** Refused while members may carry its tag: nobody could take it off them afterwards. */
    public Uni<Void> remove(String owner, String id) {
        return owned(owner, id)
                .chain(() -> rows.remove(owner, id, clock.instant()))
                .invoke(gone -> {
                    if (!gone) {
                        throw ApiException.conflict(
                                "AUDIENCE_ACTIVE",
                                "Customers still carry the audience's tag; deactivate it, and delete it when that is done");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Rule> checked(Rule rule) {
        return taxonomy.index().map(index -> RuleValidator.valid("rule", rule, index));
    }

    private Uni<Rule> checked(Rule rule, Rule before) {
        Set<String> known = before.signals().collect(Collectors.toSet());
        return taxonomy.index().map(index -> RuleValidator.valid("rule", rule, index, known::contains));
    }

    public static ApiException changed(Audience audience) {
        return ApiException.conflict(
                "AUDIENCE_CHANGED", "The audience has been changed since; it is at version " + audience.version());
    }

    static ApiException busy() {
        return ApiException.busy(
                "AUDIENCE_BUSY", "The audience is being made and deleted at the same time; ask again", PAUSE);
    }

    public static ApiException unknown() {
        return ApiException.unknown("AUDIENCE_NOT_FOUND", "There is no such audience");
    }
}
