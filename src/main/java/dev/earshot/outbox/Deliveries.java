package dev.earshot.outbox;

import dev.earshot.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Deliveries as an operator sees and steers them. */
@Singleton
public class Deliveries {
    private static final String COLUMNS =
            "id, customer_id, kind, status, attempts, answer, created_at, settled_at, replay_of, seq";

    private static final String LIST =
            "select " + COLUMNS + " from delivery where %s and seq < $6 order by seq desc limit $7";

    private static final String RETRY = """
            with again as (
              update delivery set status = 'OWED', settled_at = null, seq = nextval('delivery_seq'), body = coalesce($2::jsonb, body)
              where id = $1 and status = 'REJECTED' and kind not in ('tag', 'untag') returning customer_id, seq),
            %s
            select (select status from delivery where id = $1) as found, (select count(*) from again) as again""".formatted(Recorder.due("again", "$3"));

    private static final String REPLAY = """
            with chosen as (
              select * from delivery where %s and status <> 'OWED' and kind not in ('erase', 'tag', 'untag')
                and not exists (select from denial where denial.customer_id = delivery.customer_id)
              order by seq limit $6),
            again as (
              insert into delivery (customer_id, session_id, id, event_id, kind, body, created_at, replay_of)
              select customer_id, session_id, 'dlv_' || replace(gen_random_uuid()::text, '-', ''), event_id, kind, body, $7::timestamptz, id
              from chosen order by seq
              returning customer_id, seq),
            %s
            select count(*) as again from again""";

    private final Pool pool;
    private final Recorder recorder;
    private final InstantSource clock;

    Deliveries(Pool pool, Recorder recorder, InstantSource clock) {
        this.pool = pool;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Which deliveries are meant; a part that is absent means all.
     *
     * @param event an event's taxonomy name, or {@code profile}
     * @param since the first moment of becoming owed
     * @param until the first moment that is too late
     */
    public record Filter(
            Optional<Status> status,
            Optional<String> customer,
            Optional<String> event,
            Optional<Instant> since,
            Optional<Instant> until) {

        /**
         * Says only what is asked for: a statement that allows for every part's absence is planned once for all, and reads the whole table to find
         * one customer's. The status is written out, so that indexes of those with one status serve.
         */
        private String condition() {
            return String.join(
                    " and ",
                    status.map(one -> "status = '" + one + "' and $1::text is not null")
                            .orElse("$1::text is null"),
                    customer.isPresent() ? "customer_id = $2" : "$2::text is null",
                    event.isPresent() ? "kind = $3" : "$3::text is null",
                    since.isPresent() ? "created_at >= $4" : "$4::timestamptz is null",
                    until.isPresent() ? "created_at < $5" : "$5::timestamptz is null");
        }

        private Tuple parameters() {
            return Tuple.of(
                    status.map(Status::name).orElse(null),
                    customer.orElse(null),
                    event.orElse(null),
                    since.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                    until.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
        }
    }

    /** How a delivery stands. */
    public enum Status {
        OWED,
        DELIVERED,
        REJECTED
    }

    /**
     * A delivery on record; never its content, which may be a profile.
     *
     * @param answer what Netmera said last, if it refused
     * @param replayOf the delivery that this one repeats
     */
    public record View(
            String id,
            String customerId,
            String event,
            Status status,
            int attempts,
            String answer,
            Instant createdAt,
            Instant settledAt,
            String replayOf) {}

    /** One page, the latest first. */
    public record Page(List<View> deliveries, Optional<Long> next) {}

    public Uni<Page> list(Filter filter, Optional<Long> before, int limit) {
        Tuple row = filter.parameters().addLong(before.orElse(Long.MAX_VALUE)).addInteger(limit);
        return pool.preparedQuery(LIST.formatted(filter.condition()))
                .execute(row)
                .map(rows -> {
                    List<Row> found =
                            StreamSupport.stream(rows.spliterator(), false).toList();
                    Optional<Long> next = found.size() < limit
                            ? Optional.empty()
                            : Optional.of(found.get(found.size() - 1).getLong("seq"));
                    return new Page(found.stream().map(Deliveries::view).toList(), next);
                });
    }

    public Uni<Optional<View>> find(String id) {
        return pool.preparedQuery("select " + COLUMNS + " from delivery where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Deliveries::view)
                        .findFirst());
    }

    /**
     * Owes a rejected delivery again, at the end of its customer's queue.
     *
     * @param mended the content to send instead of what was rejected, if that was the fault
     */
    public Uni<View> retry(String id, Optional<JsonObject> mended) {
        Tuple row = Tuple.of(id, mended.orElse(null), now());
        return pool.preparedQuery(RETRY).execute(row).chain(rows -> {
            Row result = rows.iterator().next();
            if (result.getString("found") == null) {
                throw Refusal.unknown("DELIVERY_NOT_FOUND", "There is no delivery " + id);
            }
            if (result.getLong("again") == 0) {
                throw Refusal.conflict(
                        "DELIVERY_NOT_REJECTED",
                        "Only a rejected delivery can be retried; replay repeats others, and a refresh of its audience a tag");
            }
            recorder.committed();
            return find(id).map(Optional::orElseThrow);
        });
    }

    /** Owes settled deliveries once more, as new ones that name the old; at most so many, oldest first, and says how many they were. */
    public Uni<Long> replay(Filter filter, int limit) {
        Tuple row = filter.parameters().addInteger(limit).addOffsetDateTime(now());
        return pool.preparedQuery(REPLAY.formatted(filter.condition(), Recorder.due("again", "$7")))
                .execute(row)
                .map(rows -> rows.iterator().next().getLong("again"))
                .invoke(recorder::committed);
    }

    /** Stops delivery on all replicas, or lets it go on. What is on its way is finished. */
    public Uni<Void> pause(boolean paused) {
        return pool.preparedQuery("update delivery_control set paused = $1")
                .execute(Tuple.of(paused))
                .invoke(recorder::committed)
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static View view(Row row) {
        OffsetDateTime settled = row.getOffsetDateTime("settled_at");
        return new View(
                row.getString("id"),
                row.getString("customer_id"),
                row.getString("kind"),
                Status.valueOf(row.getString("status")),
                row.getInteger("attempts"),
                row.getString("answer"),
                row.getOffsetDateTime("created_at").toInstant(),
                settled == null ? null : settled.toInstant(),
                row.getString("replay_of"));
    }
}
