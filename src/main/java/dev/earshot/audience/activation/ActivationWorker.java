package dev.earshot.audience.activation;

import dev.earshot.common.CoalescedTask;
import dev.earshot.common.OneByOne;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.postgres.FailureLog;
import dev.earshot.postgres.RowStream;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Carries activations out, in steps of one short transaction each. All state is in the tables, and a step locks its
 * audience's row. So a dead replica leaves only the next step, which any other replica takes.
 */
@Singleton
public class ActivationWorker {
    private static final Logger LOG = Logger.getLogger(ActivationWorker.class);
    private static final FailureLog FAILURES = FailureLog.warnings(LOG, "Activations failed and will be retried");

    private static final String UNDER_WAY =
            "select id from activation where status in ('PLANNING', 'SENDING') order by at";

    private static final String HOLD = "select id from audience where id = $1 for update";

    private static final String READ = """
            select v.id, v.audience_id, v.act, v.status, v.by, v.at, v.audience_version, v.rule, v.planned_to,
              v.done_at,
              v.to_tag, v.to_untag, v.anonymous, v.tagged, v.untagged, v.refused, a.tag, a.holdout
            from activation v join audience a on a.id = v.audience_id
            where v.id = $1 and v.status in ('PLANNING', 'SENDING')""";

    private final Pool pool;
    private final ActivationPlanner planner;
    private final TagCallWriter writer;
    private final OutboxWriter outbox;
    private final CoalescedTask pass = new CoalescedTask(this::advance, FAILURES::failed);

    ActivationWorker(Pool pool, ActivationPlanner planner, TagCallWriter writer, OutboxWriter outbox) {
        this.pool = pool;
        this.planner = planner;
        this.writer = writer;
        this.outbox = outbox;
    }

    @Scheduled(every = "${earshot.activation.look-every:1s}")
    @NonBlocking
    void look() {
        wake();
    }

    /** Continues now, on this replica. However many requests arrive meanwhile, one more pass serves them all. */
    void wake() {
        pass.request();
    }

    /** Takes every activation as far as it can go now; one that fails holds up no other. */
    public Uni<Void> advance() {
        return pool.query(UNDER_WAY)
                .execute()
                .map(rows -> RowStream.of(rows).map(row -> row.getString("id")).toList())
                .chain(activations -> OneByOne.all(activations, this::advance))
                .replaceWithVoid();
    }

    private Uni<Void> advance(String activation) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(activation))
                .whilst(Boolean.TRUE::equals)
                .collect()
                .last()
                .onFailure()
                .transform(failure -> new IllegalStateException(activation + ": " + failure, failure))
                .replaceWithVoid();
    }

    /** Whether it made progress. Replicas at the same activation take turns. */
    private Uni<Boolean> step(String activation) {
        return read(pool, activation)
                .chain(found -> found.map(row -> isPlanned(row) ? send(row) : plan(row))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    /** The members are read before the transaction, which must not wait for another connection. */
    private Uni<Boolean> plan(Row activation) {
        return planner.nextPage(activation)
                .chain(page -> inTurn(
                        activation,
                        (transaction, now) -> isPlanned(now) || !ActivationPlanner.isAsFar(activation, now)
                                ? Uni.createFrom().voidItem()
                                : planner.compare(transaction, now, page)))
                .replaceWith(true);
    }

    private Uni<Boolean> send(Row activation) {
        return inTurn(activation, writer::step).invoke(outbox::committed);
    }

    /** Acts on the activation's current state when it is this replica's turn; does nothing if it has ended. */
    private <T> Uni<T> inTurn(Row activation, BiFunction<SqlConnection, Row, Uni<T>> step) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(HOLD)
                .execute(Tuple.of(activation.getString("audience_id")))
                .chain(() -> read(transaction, activation.getString("id")))
                .chain(found -> found.map(row -> step.apply(transaction, row))
                        .orElseGet(() -> Uni.createFrom().nullItem())));
    }

    private static Uni<Optional<Row>> read(SqlClient client, String activation) {
        return client.preparedQuery(READ)
                .execute(Tuple.of(activation))
                .map(rows -> RowStream.of(rows).findFirst());
    }

    private static boolean isPlanned(Row activation) {
        return activation.getString("status").equals("SENDING");
    }
}
