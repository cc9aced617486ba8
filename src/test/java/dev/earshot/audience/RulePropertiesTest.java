package dev.earshot.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.CountedByHand.Shown;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.audience.sizing.Member;
import dev.earshot.audience.sizing.Membership;
import dev.earshot.customer.CustomerId;
import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.signal.SignalCustomerData;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Migrations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever the rule and whatever people showed: the estimate, the members and the evidence say what counting by hand
 * says.
 */
class RulePropertiesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int CUSTOMERS = 30;

    /** Two trees, and one signal beside them. */
    private static final Map<String, List<String>> PATHS = Map.of(
            "outdoors", List.of("O"),
            "camping", List.of("O", "C"),
            "tents", List.of("O", "C", "T"),
            "hiking", List.of("O", "H"),
            "pets", List.of("P"),
            "dogs", List.of("P", "D"),
            "female", List.of("F"));

    private static final List<String> SIGNALS = PATHS.keySet().stream().sorted().toList();
    private static final TaxonomyIndex TAXONOMY = new TaxonomyIndex(
            1,
            PATHS.entrySet().stream()
                    .map(entry -> new Signal(
                            entry.getKey(), entry.getKey(), SignalType.INTEREST, entry.getValue(), List.of()))
                    .toList());

    private static Pool pool;
    private static AudienceSizer sizer;
    private static Membership membership;
    private static SignalBitmaps bits;

    @BeforeContainer
    static void startPostgres() {
        EmbeddedDatabase postgres = Surroundings.database();
        String url = postgres.database("rules_" + Long.toString(System.nanoTime(), 36));
        Migrations.run("jdbc:" + url, postgres.user());
        pool = PgBuilder.pool()
                .connectingTo(
                        PgConnectOptions.fromUri(url).setUser(postgres.user()).setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(2))
                .build();
        bits = new SignalBitmaps(pool);
        sizer = new AudienceSizer(pool, bits, null, () -> NOW);
        membership = new Membership(pool, bits, null, () -> NOW);
    }

    @AfterContainer
    static void close() {
        pool.closeAndAwait();
    }

    @Property(tries = 60)
    void estimate_members_and_evidence_are_what_counting_by_hand_says(
            @ForAll("histories") List<Shown> earlier,
            @ForAll("histories") List<Shown> later,
            @ForAll("customers") Set<Integer> gone,
            @ForAll("rules") List<Rule> rules) {
        CountedByHand truth = new CountedByHand(PATHS);
        begin();
        show(earlier, truth);
        upToDate();
        gone.forEach(customer -> forget(customer, truth));
        goOnWith(5 * SignalBitmaps.BLOCK - 10);
        show(later, truth);
        upToDate();
        for (int at = 0; at < rules.size(); at++) {
            agrees(rules.get(at), truth);
            overlaps(rules.get(at), rules.get((at + 1) % rules.size()), truth);
        }
    }

    private static void agrees(Rule rule, CountedByHand truth) {
        Set<String> members = truth.members(rule);
        Estimate estimate = await(sizer.count(rule, TAXONOMY));
        assertThat(estimate.count()).as("count of %s", rule).isEqualTo(members.size());
        assertThat(estimate.universe()).isEqualTo(truth.customers().size());
        assertThat(estimate.perSignal())
                .isEqualTo(rule.signals()
                        .distinct()
                        .map(signal -> truth.perSignal(rule, signal))
                        .toList());
        assertThat(listed(rule)).as("members of %s", rule).isEqualTo(members);
        truth.customers()
                .forEach(customer -> assertThat(await(membership.evidence(rule, TAXONOMY, new CustomerId(customer)))
                                .member())
                        .as("%s in %s", customer, rule)
                        .isEqualTo(members.contains(customer)));
    }

    private static void overlaps(Rule one, Rule other, CountedByHand truth) {
        assertThat(await(sizer.overlap(one, other, TAXONOMY))).isEqualTo(truth.overlap(one, other));
    }

    /** All pages, of a few members each. */
    private static Set<String> listed(Rule rule) {
        List<Member> all = new ArrayList<>();
        List<Member> page;
        do {
            int after =
                    all.isEmpty() ? Membership.START : all.get(all.size() - 1).position();
            page = await(membership.page(rule, TAXONOMY, after, 7));
            all.addAll(page);
        } while (page.size() == 7);
        Set<String> customers =
                all.stream().map(member -> member.customer().value()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(customers).as("each once").hasSameSizeAs(all);
        return customers;
    }

    /** An empty database, whose customers' numbers run over the border of two blocks, and later of two further ones. */
    private static void begin() {
        run(
                "truncate customer_signal, signal_change, signal_bits, signal_day, event_change, event_bits,"
                        + " customer_event, event_unpacked, event_pack, event_detail, customer_number",
                Tuple.tuple());
        goOnWith(SignalBitmaps.BLOCK - 10);
    }

    private static void goOnWith(int number) {
        run("alter table customer_number alter column number restart with " + number, Tuple.tuple());
    }

    private static void show(List<Shown> history, CountedByHand truth) {
        for (Shown shown : history) {
            String customer = "user_" + shown.customer();
            if (truth.show(customer, shown)) {
                OffsetDateTime last =
                        NOW.minus(Duration.ofDays(shown.daysAgo())).atOffset(ZoneOffset.UTC);
                run(
                        "with noted as (insert into signal_change values ($1, $2)) insert into customer_signal"
                                + " (customer_id, signal_id, strength, count, first_seen, last_seen, source)"
                                + " values ($1, $2, 1, $3, $4, $4, 'query')",
                        Tuple.of(customer, shown.signal(), shown.count(), last));
            }
        }
    }

    private static void forget(int customer, CountedByHand truth) {
        String id = "user_" + customer;
        await(pool.withTransaction(
                transaction -> new SignalCustomerData().erase(transaction, new CustomerId(id), NOW)));
        truth.forget(id);
    }

    private static void upToDate() {
        await(bits.upToDate());
    }

    private static void run(String statement, Tuple values) {
        await(pool.preparedQuery(statement).execute(values));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Provide
    Arbitrary<List<Shown>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, CUSTOMERS),
                        Arbitraries.of(SIGNALS),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 60))
                .as(Shown::new)
                .list()
                .ofMaxSize(50);
    }

    @Provide
    Arbitrary<Set<Integer>> customers() {
        return Arbitraries.integers().between(1, CUSTOMERS).set().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        Arbitrary<Criterion> criteria = Combinators.combine(
                        Arbitraries.of(SIGNALS),
                        Arbitraries.of(Criterion.EVER, Criterion.EVER, Period.ofDays(30)),
                        Arbitraries.of(1, 1, 2, 5))
                .as(SignalCriterion::new);
        Arbitrary<Rule.Group> groups = criteria.list().ofMinSize(1).ofMaxSize(3).map(Rule.Group::new);
        return Combinators.combine(groups.list().ofMaxSize(3), criteria.list().ofMaxSize(2))
                .as(Rule::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }
}
