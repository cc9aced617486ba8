package dev.earshot.audience.activation;

import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.audience.activation.Activation.Act;
import dev.earshot.common.ApiException;
import dev.earshot.common.Ids;
import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import dev.earshot.signal.SignalBitmaps;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Hands audiences to Netmera on request. The work continues in the background, on any replica. */
@Singleton
public class Activations {
    /** The author of refreshes that are due by themselves. */
    static final String SCHEDULE = "schedule";

    private final Audiences audiences;
    private final ActivationRows rows;
    private final ActivationWorker worker;
    private final Holdout holdouts;
    private final SignalBitmaps bits;
    private final Pool pool;
    private final InstantSource clock;

    Activations(
            Audiences audiences,
            ActivationRows rows,
            ActivationWorker worker,
            Holdout holdouts,
            SignalBitmaps bits,
            Pool pool,
            InstantSource clock) {
        this.audiences = audiences;
        this.rows = rows;
        this.worker = worker;
        this.holdouts = holdouts;
        this.bits = bits;
        this.pool = pool;
        this.clock = clock;
    }

    /** Tags the members. For an active audience the answer is its latest activation. */
    public Uni<Activation> activate(String planner, String audienceId) {
        return act(planner, audienceId, Act.ACTIVATE, Optional.empty());
    }

    /** The same for an audience that the caller has seen; refused if it was changed since. */
    public Uni<Activation> activate(String planner, Audience seen) {
        return act(planner, seen.id(), Act.ACTIVATE, Optional.of(seen.version()));
    }

    /** Tags new members, untags former ones, and retries the customers that Netmera refused. */
    public Uni<Activation> refresh(String planner, String audienceId) {
        return act(planner, audienceId, Act.REFRESH, Optional.empty());
    }

    /** Untags all customers. For an inactive audience, retries those that Netmera would not untag. */
    public Uni<Activation> deactivate(String planner, String audienceId) {
        return act(planner, audienceId, Act.DEACTIVATE, Optional.empty());
    }

    /** Within a transaction of the caller's, who calls {@link #wake()} after the commit. */
    public Uni<Activation> activate(SqlConnection transaction, String planner, String audienceId) {
        return act(transaction, planner, audienceId, Act.ACTIVATE, Optional.empty());
    }

    /** Within a transaction of the caller's, who calls {@link #wake()} after the commit. */
    public Uni<Activation> refresh(SqlConnection transaction, String planner, String audienceId) {
        return act(transaction, planner, audienceId, Act.REFRESH, Optional.empty());
    }

    /** Within a transaction that holds the audience's row; the caller calls {@link #wake()} after the commit. */
    Uni<Activation> refreshOnSchedule(SqlConnection transaction, Audience audience) {
        return begin(transaction, audience, Act.REFRESH, SCHEDULE);
    }

    /** Continues committed work now instead of at the next poll. */
    public void wake() {
        worker.wake();
    }

    private Uni<Activation> act(String planner, String audienceId, Act act, Optional<Integer> expected) {
        return pool.withTransaction(transaction -> act(transaction, planner, audienceId, act, expected))
                .invoke(this::wake);
    }

    private Uni<Activation> act(
            SqlConnection transaction, String planner, String audienceId, Act act, Optional<Integer> expected) {
        return rows.lock(transaction, planner, audienceId)
                .map(found -> found.orElseThrow(Audiences::unknown))
                .invoke(audience -> expected.ifPresent(version -> mustBeAt(version, audience)))
                .chain(audience -> isToDo(transaction, audience, act)
                        .chain(toDo -> toDo
                                ? begin(transaction, audience, act, planner)
                                : asItIs(transaction, audience, act)));
    }

    private static void mustBeAt(int version, Audience audience) {
        if (audience.version() != version) {
            throw Audiences.changed(audience);
        }
    }

    private Uni<Boolean> isToDo(SqlConnection transaction, Audience audience, Act act) {
        return act == Act.DEACTIVATE && !audience.active()
                ? rows.leavesCustomersTagged(transaction, audience.id())
                : Uni.createFrom().item(audience.active() != (act == Act.ACTIVATE));
    }

    private Uni<Activation> asItIs(SqlConnection transaction, Audience audience, Act act) {
        return rows.latest(transaction, audience.id()).map(latest -> {
            if (act == Act.REFRESH || latest.isEmpty()) {
                throw ApiException.conflict("AUDIENCE_NOT_ACTIVE", "The audience is not active; activate it first");
            }
            return latest.get();
        });
    }

    private Uni<Activation> begin(SqlConnection transaction, Audience audience, Act act, String planner) {
        Instant now = clock.instant();
        return rows.begin(transaction, Ids.make("act", now), audience, act, planner, now)
                .chain(() -> rows.latest(transaction, audience.id()))
                .map(Optional::orElseThrow);
    }

    /** Latest first. */
    public Uni<Envelope<List<Activation>>> list(String planner, String audienceId, int limit, PageCursor after) {
        return audiences
                .owned(planner, audienceId)
                .chain(audience -> rows.list(audience.id(), after.at(), after.id(), limit + 1))
                .map(found -> Envelope.page(found, limit, Function.identity(), Activations::cursor));
    }

    private static String cursor(Activation last) {
        return new PageCursor(last.at(), last.id()).cursor();
    }

    /** How those that got the tag and those that were held out converted. */
    public Uni<Holdout.Trial> holdout(String planner, String audienceId) {
        return audiences
                .owned(planner, audienceId)
                .chain(audience -> bits.upToDate().chain(() -> holdouts.compare(audience.id(), audience.holdout())));
    }

    public Uni<Activation> find(String planner, String audienceId, String id) {
        return audiences
                .owned(planner, audienceId)
                .chain(audience -> rows.find(audience.id(), id))
                .map(found -> found.orElseThrow(() ->
                        ApiException.unknown("ACTIVATION_NOT_FOUND", "There is no such activation of the audience")));
    }
}
