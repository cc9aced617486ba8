package dev.earshot.audience;

import dev.earshot.audience.SequenceCriterion.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/**
 * Rules over signals and events as DuckDB answers them: a database that shares no line with ours, asked in another way.
 * Each criterion is the set of its customers; a sequence is followed forwards, from the rows that a step has reached to
 * those that the next one reaches. What did not happen is counted, because DuckDB 1.4.2's anti join drops rows when it
 * compares two times.
 */
final class DuckDbOracle implements AutoCloseable {
    private final Connection duck;
    private final Instant now;
    private final Map<String, List<String>> families;

    /** An event of a customer, with what the catalogue says of its item; {@code null} where it says nothing. */
    record CustomerAction(
            String customer,
            String event,
            Instant at,
            String platform,
            String category,
            Double price,
            String currency,
            String text,
            Integer number,
            Boolean flag) {}

    record SignalShown(String customer, String signal, int count, Instant lastSeen) {}

    /** @param families by signal, itself and all below it */
    DuckDbOracle(Instant now, Map<String, List<String>> families) throws SQLException {
        this.duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        this.now = now;
        this.families = families;
        try (Statement statement = duck.createStatement()) {
            statement.execute(
                    "create table shown (customer varchar, signal varchar, count integer, last_seen timestamp)");
            statement.execute(
                    "create table action (customer varchar, event varchar, moment timestamp, platform varchar,"
                            + " category varchar, price double, currency varchar, text varchar, number integer,"
                            + " flag boolean)");
        }
    }

    void showed(List<SignalShown> all) throws SQLException {
        try (PreparedStatement row = duck.prepareStatement("insert into shown values (?, ?, ?, ?)")) {
            for (SignalShown one : all) {
                set(row, one.customer(), one.signal(), one.count(), utc(one.lastSeen()));
            }
            row.executeBatch();
        }
    }

    void did(List<CustomerAction> all) throws SQLException {
        try (PreparedStatement row =
                duck.prepareStatement("insert into action values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (CustomerAction one : all) {
                set(
                        row,
                        one.customer(),
                        one.event(),
                        utc(one.at()),
                        one.platform(),
                        one.category(),
                        one.price(),
                        one.currency(),
                        one.text(),
                        one.number(),
                        one.flag());
            }
            row.executeBatch();
        }
    }

    private static void set(PreparedStatement row, Object... values) throws SQLException {
        for (int at = 0; at < values.length; at++) {
            row.setObject(at + 1, values[at]);
        }
        row.addBatch();
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    /** The customers that fulfil a rule. */
    Set<String> members(Rule rule) throws SQLException {
        if (rule.isEmpty()) {
            return Set.of();
        }
        List<String> parts = new ArrayList<>();
        parts.add("(select customer from shown union select customer from action)");
        for (Rule.Group group : rule.all()) {
            parts.add("(" + group.any().stream().map(this::fulfilling).collect(Collectors.joining(" union ")) + ")");
        }
        String wanted = String.join(" intersect ", parts);
        String excluded = rule.none().stream()
                .map(this::fulfilling)
                .map(" except "::concat)
                .collect(Collectors.joining());
        return customers(wanted + excluded);
    }

    /** The customers that fulfil a criterion. */
    Set<String> fulfilling(List<Criterion> any) throws SQLException {
        return customers(any.stream().map(this::fulfilling).collect(Collectors.joining(" union ")));
    }

    private Set<String> customers(String query) throws SQLException {
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Set<String> customers = new TreeSet<>();
            while (rows.next()) {
                customers.add(rows.getString(1));
            }
            return customers;
        }
    }

    private String fulfilling(Criterion criterion) {
        if (criterion instanceof SignalCriterion signal) {
            String family = families.get(signal.signal()).stream()
                    .map(id -> "'" + id + "'")
                    .collect(Collectors.joining(", "));
            String lately = "(select customer from shown where signal in (%s) and last_seen >= %s"
                    + " group by customer having sum(count) >= %d)";
            return lately.formatted(family, time(signal.since(now)), signal.atLeast());
        }
        if (criterion instanceof EventCriterion event) {
            return "(select customer from action where %s and moment >= %s group by customer having count(*) >= %d)"
                    .formatted(
                            happens(new SequenceCriterion.Happening(event.event(), event.where())),
                            time(event.since(now)),
                            event.atLeast());
        }
        return sequence(((SequenceCriterion) criterion).steps());
    }

    private String sequence(List<Step> steps) {
        Step first = steps.get(0);
        Instant since = new EventCriterion(first.event(), first.within(), 1, Map.of()).since(now);
        StringBuilder with =
                new StringBuilder("(with r0 as (select distinct customer, moment from action where %s and moment >= %s)"
                        .formatted(happens(first.what()), time(since)));
        for (int at = 1; at < steps.size(); at++) {
            Step step = steps.get(at);
            String within = step.within().equals(Criterion.EVER) ? "" : " and a.moment <= r.moment + " + interval(step);
            String next = "(select customer, moment from action where %s) a".formatted(happens(step.what()));
            String follows = "a.customer = r.customer and a.moment > r.moment" + within;
            String reached = step.happened()
                    ? "select distinct r.customer, a.moment from r%d r join %s on %s"
                    : "select r.customer, r.moment from r%d r left join %s on %s"
                            + " group by all having count(a.moment) = 0";
            with.append(", r%d as (".formatted(at))
                    .append(reached.formatted(at - 1, next, follows))
                    .append(")");
        }
        return with + " select distinct customer from r%d)".formatted(steps.size() - 1);
    }

    private static String interval(Step step) {
        return step.within() instanceof Period period
                ? "interval '%d months' + interval '%d days'".formatted(period.toTotalMonths(), period.getDays())
                : "interval '%d seconds'".formatted(((java.time.Duration) step.within()).toSeconds());
    }

    private static String time(Instant moment) {
        return "timestamp '" + utc(moment) + "'";
    }

    private static String happens(SequenceCriterion.Happening what) {
        return "event = '%s'".formatted(what.event())
                + what.where().entrySet().stream()
                        .map(entry -> " and " + is(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
    }

    private static String is(String name, ParameterCondition condition) {
        if (condition.isRange()) {
            return (condition.min() == null ? "true" : name + " >= " + condition.min())
                    + " and "
                    + (condition.max() == null ? "true" : name + " <= " + condition.max());
        }
        return condition.oneOf().stream().map(value -> is(name, value)).collect(Collectors.joining(" or ", "(", ")"));
    }

    /** A category includes those below it: it is one of the parts between the signs. */
    private static String is(String name, Object value) {
        if (name.equals("category")) {
            return "list_contains(string_split(category, ' > '), '" + value + "')";
        }
        return value instanceof String text
                ? "lower(%s) = '%s'".formatted(name, text.toLowerCase(java.util.Locale.ROOT))
                : name + " = " + value;
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
