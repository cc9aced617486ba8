package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.postgres.RowStream;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which customers fulfil each criterion of a rule, read at one moment. Any rule of the same criteria is a few bit
 * operations on each block.
 */
final class RuleBits {
    /** A megabyte, at two kilobytes a row. */
    private static final int PAGE = 500;

    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private final List<Criterion> criteria;
    private final List<CustomerBits> slots = new ArrayList<>();
    private final CustomerBits everybody = new CustomerBits(1);
    private final BlockRange read;

    private RuleBits(List<Criterion> criteria, BlockRange blocks) {
        this.criteria = criteria;
        this.read = blocks;
        criteria.forEach(criterion -> slots.add(new CustomerBits(RuleSql.times(criterion))));
        slots.add(everybody);
    }

    /**
     * Reads the bits of a rule's criteria. What fits in a page is read by one statement; only what doesn't needs a
     * cursor, which takes a transaction and some round trips.
     *
     * @param now when it is asked, which is what {@code within} counts back from
     * @param blocks those that are needed
     */
    static Uni<RuleBits> read(Pool pool, Rule rule, TaxonomyIndex taxonomy, Instant now, BlockRange blocks) {
        List<Criterion> criteria = rule.criteria().distinct().toList();
        RuleSql sql = new RuleSql(criteria, taxonomy, now, blocks);
        Uni<RuleBits> snapshot =
                pool.withTransaction(transaction -> new RuleBits(criteria, blocks).readSnapshot(transaction, sql, now));
        return criteria.stream().anyMatch(RuleSql::isPacked)
                ? snapshot
                : pool.preparedQuery(sql.text() + " limit " + (PAGE + 1))
                        .execute(sql.values())
                        .chain(rows -> rows.size() > PAGE
                                ? snapshot
                                : Uni.createFrom().item(new RuleBits(criteria, blocks).addAll(rows)));
    }

    /** Never twice into the same bits: a transaction that fails half-way may be run again. */
    private Uni<RuleBits> readSnapshot(SqlConnection transaction, RuleSql sql, Instant now) {
        Map<Criterion, CustomerBits> packed = packed();
        return transaction
                .query(SNAPSHOT)
                .execute()
                .chain(() -> RowStream.pages(transaction, sql.text(), sql.values(), PAGE, this::add))
                .chain(() -> packed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : new PackBits(packed, now).read(transaction, read))
                .replaceWith(this);
    }

    private Map<Criterion, CustomerBits> packed() {
        Map<Criterion, CustomerBits> packed = new LinkedHashMap<>();
        for (int slot = 0; slot < criteria.size(); slot++) {
            if (RuleSql.isPacked(criteria.get(slot))) {
                packed.put(criteria.get(slot), slots.get(slot));
            }
        }
        return packed;
    }

    private RuleBits addAll(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        rows.forEach(row -> add(row.getDelegate()));
        return this;
    }

    private void add(Row row) {
        CustomerBits slot = slots.get(row.getInteger("slot"));
        Integer block = row.getInteger("block");
        Buffer bits = row.getBuffer("bits");
        if (block == null) {
            slot.add(bits);
        } else {
            slot.add(block, bits);
        }
    }

    /** Whether there are customers after the blocks that were read. */
    boolean goesOn() {
        return everybody.blocks().stream().anyMatch(block -> block >= read.end());
    }

    /** How many customers are counted at all. */
    long universe() {
        return sum(block -> everybody.in(block));
    }

    /** A rule with the bits of its criteria: looked up once for all blocks. */
    private record BoundRule(boolean isEmpty, List<List<CustomerBits>> all, List<CustomerBits> none) {}

    private BoundRule bound(Rule rule) {
        return new BoundRule(
                rule.isEmpty(),
                rule.all().stream().map(group -> bits(group.any())).toList(),
                bits(rule.none()));
    }

    private List<CustomerBits> bits(List<Criterion> some) {
        return some.stream()
                .map(criterion -> slots.get(criteria.indexOf(criterion)))
                .toList();
    }

    /** How many members a rule has. */
    long count(Rule rule) {
        BoundRule bound = bound(rule);
        return sum(block -> members(bound, block));
    }

    /** How many customers are members of both. */
    long count(Rule one, Rule other) {
        BoundRule first = bound(one);
        BoundRule second = bound(other);
        return sum(block -> and(members(first, block), members(second, block)));
    }

    /** How many customers fulfil any of the criteria: an event's may have numbers that have ended. */
    long count(List<Criterion> any) {
        List<CustomerBits> bits = bits(any);
        return sum(block -> and(any(bits, block), everybody.in(block)));
    }

    /** The positions of the first members after one, in their order, at most so many. */
    List<Integer> members(Rule rule, int after, int limit) {
        BoundRule bound = bound(rule);
        return everybody.blocks().stream()
                .filter(block -> block < read.end())
                .flatMap(block -> BitSet.valueOf(reversed(members(bound, block))).stream()
                        .mapToObj(place -> block * SignalBitmaps.BLOCK + place))
                .filter(number -> number > after)
                .limit(limit)
                .toList();
    }

    private static long[] reversed(long[] words) {
        return IntStream.range(0, words.length)
                .mapToLong(word -> Long.reverse(words[word]))
                .toArray();
    }

    private interface OfBlock {
        long[] bits(int block);
    }

    private long sum(OfBlock customers) {
        long sum = 0;
        for (int block : everybody.blocks()) {
            for (long word : customers.bits(block)) {
                sum += Long.bitCount(word);
            }
        }
        return sum;
    }

    private long[] members(BoundRule rule, int block) {
        if (rule.isEmpty()) {
            return new long[everybody.in(block).length];
        }
        long[] members = everybody.in(block).clone();
        for (List<CustomerBits> group : rule.all()) {
            and(members, any(group, block));
        }
        long[] excluded = any(rule.none(), block);
        for (int word = 0; word < members.length; word++) {
            members[word] &= ~excluded[word];
        }
        return members;
    }

    private long[] any(List<CustomerBits> some, int block) {
        long[] any = new long[everybody.in(block).length];
        for (CustomerBits one : some) {
            long[] bits = one.in(block);
            for (int word = 0; word < any.length; word++) {
                any[word] |= bits[word];
            }
        }
        return any;
    }

    /** Into the first. */
    private static long[] and(long[] bits, long[] more) {
        for (int word = 0; word < bits.length; word++) {
            bits[word] &= more[word];
        }
        return bits;
    }
}
