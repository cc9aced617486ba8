package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.SequenceCriterion;
import dev.earshot.audience.SequenceCriterion.Happening;
import dev.earshot.postgres.RowStream;
import dev.earshot.signal.SignalBitmaps;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds customers of criteria by packed events. The packs arrive one block of customers after the other; a block is
 * searched as soon as it is complete, and dropped.
 */
final class PackBits {
    /** Of some ten kilobytes each, for frequent events. */
    private static final int PAGE = 50;

    private static final long DAY = Duration.ofDays(1).toNanos() / 1_000;

    private final Map<Criterion, CustomerBits> slots;
    private final Instant now;
    private final Map<Happening, Instant> asked = new LinkedHashMap<>();
    private final List<PackedEvents> events = new ArrayList<>();
    private final List<Search> searches = new ArrayList<>();
    private int block = -1;

    private record Search(PackedCriterion criterion, CustomerBits found) {}

    /**
     * @param slots where the customers of each criterion go
     * @param now when it is asked, which is what {@code within} counts back from
     */
    PackBits(Map<Criterion, CustomerBits> slots, Instant now) {
        this.slots = slots;
        this.now = now;
        slots.keySet()
                .forEach(criterion -> happenings(criterion)
                        .forEach(what -> asked.merge(
                                what, since(criterion), (one, other) -> one.isBefore(other) ? one : other)));
    }

    /** Whether packs tell who fulfils a criterion. */
    static boolean canTell(Criterion criterion) {
        return happenings(criterion).stream().allMatch(what -> PackedCondition.canTell(what.where()));
    }

    private static List<Happening> happenings(Criterion criterion) {
        return criterion instanceof SequenceCriterion sequence
                ? sequence.steps().stream().map(SequenceCriterion.Step::what).toList()
                : List.of(new Happening(((EventCriterion) criterion).event(), ((EventCriterion) criterion).where()));
    }

    private Instant since(Criterion criterion) {
        if (criterion instanceof SequenceCriterion sequence) {
            SequenceCriterion.Step first = sequence.steps().get(0);
            return new EventCriterion(first.what().event(), first.within(), 1, Map.of()).since(now);
        }
        return criterion.since(now);
    }

    /**
     * @param snapshot a transaction that sees packs and what is not packed at one moment
     * @param blocks those that are needed
     */
    Uni<Void> read(SqlConnection snapshot, BlockRange blocks) {
        return conditions(snapshot).chain(details -> {
            prepare(details);
            SqlParameters parameters = new SqlParameters();
            String packs = PackSql.packs(asked, parameters, blocks);
            return RowStream.pages(snapshot, packs, parameters.values(), PAGE, this::add)
                    .invoke(this::search);
        });
    }

    private Uni<Map<Integer, BitSet>> conditions(SqlConnection snapshot) {
        SqlParameters parameters = new SqlParameters();
        String details = PackSql.details(asked.keySet(), parameters);
        Map<Integer, BitSet> conditions = new LinkedHashMap<>();
        if (details.isEmpty()) {
            return Uni.createFrom().item(conditions);
        }
        Tuple values = parameters.values();
        return snapshot.preparedQuery(details).execute(values).map(rows -> {
            rows.forEach(row -> {
                BitSet ids = new BitSet();
                for (Integer id : row.getArrayOfIntegers("ids")) {
                    ids.set(id);
                }
                conditions.put(row.getInteger("number"), ids);
            });
            return conditions;
        });
    }

    private void prepare(Map<Integer, BitSet> details) {
        Map<Happening, PackedEvents> read = new LinkedHashMap<>();
        for (Happening what : asked.keySet()) {
            BitSet having = details.get(events.size());
            PackedEvents one = new PackedEvents(having == null ? null : new PackedCondition(what.where(), having));
            read.put(what, one);
            events.add(one);
        }
        slots.forEach((criterion, slot) -> searches.add(new Search(packed(criterion, read), slot)));
    }

    private PackedCriterion packed(Criterion criterion, Map<Happening, PackedEvents> read) {
        Instant since = since(criterion);
        long micros = Math.addExact(Math.multiplyExact(since.getEpochSecond(), 1_000_000L), since.getNano() / 1_000);
        return criterion instanceof SequenceCriterion sequence
                ? PackedSequence.of(sequence.steps(), read, micros)
                : new PackedCount(read.get(happenings(criterion).get(0)), micros, criterion.atLeast());
    }

    private void add(Row row) {
        int next = row.getInteger("block");
        if (next != block) {
            search();
            block = next;
        }
        long begin = row.getInteger("day") * DAY;
        byte[] times = row.getBuffer("times").getBytes();
        byte[] details = bytes(row.getBuffer("details"));
        byte[] prices = bytes(row.getBuffer("prices"));
        for (Integer number : row.getArrayOfIntegers("numbers")) {
            events.get(number).add(begin, times, details, prices);
        }
    }

    private static byte[] bytes(Buffer buffer) {
        return buffer == null ? null : buffer.getBytes();
    }

    /** The block that is complete. */
    private void search() {
        events.forEach(PackedEvents::sort);
        for (Search search : searches) {
            for (int place = 0; block >= 0 && place < SignalBitmaps.BLOCK; place++) {
                if (search.criterion.isFulfilled(place)) {
                    search.found.add(block * SignalBitmaps.BLOCK + place);
                }
            }
        }
        events.forEach(PackedEvents::clear);
    }
}
