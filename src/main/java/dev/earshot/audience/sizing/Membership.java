package dev.earshot.audience.sizing;

import dev.earshot.audience.Rule;
import dev.earshot.customer.CustomerId;
import dev.earshot.postgres.RowStream;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members of an audience, and the evidence. */
@Singleton
public class Membership {
    /** Before the first member. */
    public static final int START = 0;

    private static final String PAGE = """
            select number, customer_id from customer_number
            where number = any($1) and customer_id is not null order by number""";

    private static final String SHOWN = """
            select signal_id, count, first_seen, last_seen, source from customer_signal
            where customer_id = $1 order by signal_id""";

    private final Pool pool;
    private final SignalBitmaps bits;
    private final SignalTaxonomy taxonomy;
    private final InstantSource clock;
    private final CausedEvents events;

    public Membership(Pool pool, SignalBitmaps bits, SignalTaxonomy taxonomy, InstantSource clock) {
        this.pool = pool;
        this.bits = bits;
        this.taxonomy = taxonomy;
        this.clock = clock;
        this.events = new CausedEvents(pool);
    }

    /**
     * The next members, in the order of their positions; fewer than {@code limit} when there are no more.
     *
     * @param after the position of the last member of the page before, or {@link #START}
     */
    public Uni<List<Member>> members(Rule rule, int after, int limit) {
        return bits.upToDate().chain(taxonomy::index).chain(index -> page(rule, index, after, limit));
    }

    public Uni<List<Member>> page(Rule rule, TaxonomyIndex index, int after, int limit) {
        return page(rule, index, clock.instant(), after, limit, BlockRange.after(after));
    }

    private Uni<List<Member>> page(
            Rule rule, TaxonomyIndex index, Instant now, int after, int limit, BlockRange blocks) {
        return RuleBits.read(pool, rule, index, now, blocks)
                .chain(read -> page(read, rule, after, limit)
                        .chain(found -> found.size() == limit || !read.goesOn()
                                ? Uni.createFrom().item(found)
                                : page(rule, index, now, after, limit - found.size(), blocks.next())
                                        .map(more -> joined(found, more))));
    }

    private static List<Member> joined(List<Member> some, List<Member> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Members that were removed since the bits were read are made up for by the next ones. */
    private Uni<List<Member>> page(RuleBits read, Rule rule, int after, int limit) {
        List<Integer> positions = read.members(rule, after, limit);
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of((Object) positions.toArray(Integer[]::new)))
                .map(Membership::members)
                .chain(found -> found.size() == limit || positions.size() < limit
                        ? Uni.createFrom().item(found)
                        : page(read, rule, positions.get(limit - 1), limit - found.size())
                                .map(more -> joined(found, more)));
    }

    /** Of rows of {@code customer_number}. */
    public static List<Member> members(RowSet<Row> rows) {
        return RowStream.of(rows)
                .map(row -> new Member(new CustomerId(row.getString("customer_id")), row.getInteger("number")))
                .toList();
    }

    /** Whether this customer is a member, with the evidence. */
    public Uni<MembershipEvidence> evidence(Rule rule, CustomerId customer) {
        return bits.upToDate().chain(taxonomy::index).chain(index -> evidence(rule, index, customer));
    }

    public Uni<MembershipEvidence> evidence(Rule rule, TaxonomyIndex index, CustomerId customer) {
        Instant now = clock.instant();
        return pool.preparedQuery(SHOWN)
                .execute(Tuple.of(customer.value()))
                .map(rows ->
                        RowStream.of(rows).collect(Collectors.toMap(row -> row.getString("signal_id"), row -> row)))
                .chain(shown -> events.of(rule, customer, now)
                        .chain(caused -> isCounted(customer)
                                .map(counted ->
                                        new MembershipEvaluator(shown, caused, counted, index, now).evidence(rule))));
    }

    private Uni<Boolean> isCounted(CustomerId customer) {
        return pool.preparedQuery("select exists (select from customer_number where customer_id = $1)")
                .execute(Tuple.of(customer.value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
