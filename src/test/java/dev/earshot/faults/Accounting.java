package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.stub.NetmeraStub;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was answered, stored and received by Netmera, held against each other. */
final class Accounting {
    private final String database;
    private final NetmeraStub netmera;
    private long storedBefore;
    private long callsBefore;
    private long rejectedBefore;
    private int receivedBefore;

    Accounting(Map<String, String> settings, NetmeraStub netmera) {
        this.database = "jdbc:" + settings.get("EARSHOT_DB") + "?user=" + settings.get("EARSHOT_DB_USER");
        this.netmera = netmera;
    }

    /** From here on: what is stored and received by now is of another account. */
    void open() {
        try {
            storedBefore = stored();
            callsBefore = calls();
            rejectedBefore = rejected();
            receivedBefore = netmera.received().size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long stored() throws SQLException {
        return number("select count(*) from delivery where destination = 'netmera'");
    }

    private long calls() throws SQLException {
        return number("select count(*) from call where tool = 'search_items'");
    }

    private long rejected() throws SQLException {
        return number("select count(*) from delivery where destination = 'netmera' and status = 'REJECTED'");
    }

    void awaitDrained(Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> number("select count(*) from delivery where status = 'PENDING'") == 0);
    }

    long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Nothing answered is missing, everything stored was received, every customer's in order. Prints the account.
     *
     * @return how many deliveries arrived more than once
     */
    int settle(String what, Load load) {
        return settle(what, load, 0);
    }

    /** The same, where so many deliveries have been rejected: they are stored, and have not arrived. */
    int settle(String what, Load load, int rejected) {
        try {
            return check(what, load, rejected);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int check(String what, Load load, int rejected) throws SQLException {
        long stored = stored() - storedBefore;
        long calls = calls() - callsBefore;
        List<JsonObject> all = netmera.received();
        List<JsonObject> received = all.subList(receivedBefore, all.size());
        Set<String> distinct = new HashSet<>();
        received.forEach(event -> distinct.add(event.getString("eventId")));
        int duplicates = received.size() - distinct.size();
        System.out.printf(
                "%s: answered %d, unanswered %d, calls stored %d, events stored %d, distinct received %d,"
                        + " duplicates %d%n",
                what, load.answeredCount(), load.unansweredCount(), calls, stored, distinct.size(), duplicates);
        assertThat(rejected() - rejectedBefore).isEqualTo(rejected);
        assertThat(calls).isGreaterThanOrEqualTo(load.answeredCount());
        assertThat((long) distinct.size()).isEqualTo(stored - rejected);
        Map<String, Set<Integer>> poisoned = rejectedQuestions();
        load.answered()
                .forEach((customer, numbers) ->
                        assertOrder(customer, numbers, poisoned.getOrDefault(customer, Set.of()), received));
        return duplicates;
    }

    private Map<String, Set<Integer>> rejectedQuestions() throws SQLException {
        Map<String, Set<Integer>> questions = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(database);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select customer_id, body ->> 'query_text' from delivery"
                                + " where destination = 'netmera' and status = 'REJECTED'")) {
            while (rows.next()) {
                questions
                        .computeIfAbsent(rows.getString(1), customer -> new HashSet<>())
                        .add(number(new JsonObject().put("queryText", rows.getString(2))));
            }
        }
        return questions;
    }

    private static int number(JsonObject question) {
        return Integer.parseInt(question.getString("queryText").substring(9));
    }

    private static void assertOrder(
            String customer, Collection<Integer> answered, Set<Integer> rejected, List<JsonObject> received) {
        Set<String> seen = new HashSet<>();
        List<Integer> arrived = new ArrayList<>();
        received.stream()
                .filter(event -> customer.equals(event.getString("extId")) && event.containsKey("queryText"))
                .filter(event -> seen.add(event.getString("eventId")))
                .forEach(event -> arrived.add(number(event)));
        List<Integer> sorted = new ArrayList<>(arrived);
        Collections.sort(sorted);
        assertThat(arrived).as("order of %s", customer).isEqualTo(sorted);
        arrived.addAll(rejected);
        assertThat(arrived).as("answered questions of %s", customer).containsAll(answered);
    }
}
