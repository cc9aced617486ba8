package dev.earshot.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.DuckDbOracle.CustomerAction;
import dev.earshot.audience.DuckDbOracle.SignalShown;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.audience.sizing.Member;
import dev.earshot.audience.sizing.Membership;
import dev.earshot.customer.CustomerId;
import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.signal.EventPacks;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Migrations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever customers did and whatever a rule asks: estimates, members and evidence are what DuckDB says. More of them
 * with {@code -Doracle.rules=1000 -Doracle.sequences=500}.
 */
class EventRulesOracleTest {
    private static final int RULES = Integer.getInteger("oracle.rules", 200);
    private static final int SEQUENCES = Integer.getInteger("oracle.sequences", 100);
    private static final int EVENTS = 6_000;

    private static final TaxonomyIndex TAXONOMY =
            new TaxonomyIndex(1, List.of(signal("outdoors", "O"), signal("camping", "O", "C"), signal("pets", "P")));

    private static Pool pool;
    private static AudienceSizer sizer;
    private static Membership membership;
    private static DuckDbOracle oracle;

    private static Signal signal(String id, String... path) {
        return new Signal(id, id, SignalType.INTEREST, List.of(path), List.of());
    }

    @BeforeAll
    static void fill() throws SQLException {
        EmbeddedDatabase postgres = Surroundings.database();
        String url = postgres.database("oracle_" + Long.toString(System.nanoTime(), 36));
        Migrations.run("jdbc:" + url, postgres.user());
        pool = PgBuilder.pool()
                .connectingTo(
                        PgConnectOptions.fromUri(url).setUser(postgres.user()).setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(2))
                .build();
        SignalBitmaps bits = new SignalBitmaps(pool);
        sizer = new AudienceSizer(pool, bits, null, () -> RandomRules.NOW);
        membership = new Membership(pool, bits, null, () -> RandomRules.NOW);
        oracle = new DuckDbOracle(RandomRules.NOW, RandomRules.FAMILIES);
        // The numbers run over the border of two blocks.
        run(
                "alter table customer_number alter column number restart with " + (SignalBitmaps.BLOCK - 100),
                Tuple.tuple());
        List<CustomerAction> actions =
                IntStream.range(0, EVENTS).mapToObj(n -> RandomRules.action()).toList();
        List<SignalShown> shown = RandomRules.shown();
        oracle.did(actions);
        oracle.showed(shown);
        // Counted and packed in three goes: bits are added to bits and packs to packs, and some are not packed yet.
        EventPacks packs = new EventPacks(pool);
        store(actions.subList(0, EVENTS / 3));
        await(bits.upToDate());
        await(packs.packNow());
        store(actions.subList(EVENTS / 3, EVENTS - EVENTS / 10));
        await(bits.upToDate());
        await(packs.packNow());
        store(actions.subList(EVENTS - EVENTS / 10, EVENTS));
        shown.forEach(EventRulesOracleTest::store);
        await(bits.upToDate());
        run("analyze customer_event, customer_signal, customer_number", Tuple.tuple());
    }

    @AfterAll
    static void close() throws SQLException {
        pool.closeAndAwait();
        oracle.close();
    }

    @Test
    void random_rules_of_events_and_signals_count_what_duckdb_counts() throws SQLException {
        for (int n = 0; n < RULES; n++) {
            agrees(RandomRules.rule(), n % 20 == 0);
        }
    }

    @Test
    void random_sequences_find_whom_duckdb_finds() throws SQLException {
        for (int n = 0; n < SEQUENCES; n++) {
            Rule rule = new Rule(List.of(new Rule.Group(List.of(RandomRules.sequence()))), List.of());
            agrees(rule, n % 20 == 0);
        }
    }

    private static void agrees(Rule rule, boolean eachCustomer) throws SQLException {
        Set<String> members = oracle.members(rule);
        Estimate estimate = await(sizer.count(rule, TAXONOMY));
        assertThat(estimate.count()).as("count of %s", rule).isEqualTo(members.size());
        for (Estimate.PerCriterion one : estimate.perCriterion()) {
            assertThat(one.count())
                    .as("%s in %s", one.criterion(), rule)
                    .isEqualTo(oracle.fulfilling(List.of(one.criterion())).size());
            assertThat(one.without())
                    .as("without %s: %s", one.criterion(), rule)
                    .isEqualTo(oracle.members(rule.without(one.criterion())).size());
        }
        if (eachCustomer) {
            assertThat(listed(rule)).as("members of %s", rule).isEqualTo(members);
            for (int customer = 0; customer < RandomRules.CUSTOMERS; customer += 30) {
                assertThat(await(membership.evidence(rule, TAXONOMY, new CustomerId("user_" + customer)))
                                .member())
                        .as("user_%s in %s", customer, rule)
                        .isEqualTo(members.contains("user_" + customer));
            }
        }
    }

    private static Set<String> listed(Rule rule) {
        return await(membership.page(rule, TAXONOMY, Membership.START, 10_000)).stream()
                .map(Member::customer)
                .map(CustomerId::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void store(List<CustomerAction> actions) {
        await(pool.preparedQuery("insert into event_change values ($1, $2, $3, 'evt', 'sess', $4, $5)")
                .executeBatch(actions.stream().map(EventRulesOracleTest::row).toList()));
    }

    private static Tuple row(CustomerAction action) {
        JsonObject parameters = new JsonObject();
        put(parameters, "category", action.category());
        put(parameters, "price", action.price());
        put(parameters, "currency", action.currency());
        put(parameters, "text", action.text());
        put(parameters, "number", action.number());
        put(parameters, "flag", action.flag());
        return Tuple.of(
                action.customer(), action.event(), action.at().atOffset(ZoneOffset.UTC), action.platform(), parameters);
    }

    private static void put(JsonObject parameters, String name, Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private static void store(SignalShown shown) {
        run(
                "with noted as (insert into signal_change values ($1, $2)) insert into customer_signal"
                        + " (customer_id, signal_id, strength, count, first_seen, last_seen, source)"
                        + " values ($1, $2, 1, $3, $4, $4, 'query')",
                Tuple.of(
                        shown.customer(),
                        shown.signal(),
                        shown.count(),
                        shown.lastSeen().atOffset(ZoneOffset.UTC)));
    }

    private static void run(String statement, Tuple values) {
        await(pool.preparedQuery(statement).execute(values));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
