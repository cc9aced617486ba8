package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.NetmeraStub;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was answered, stored and received, held against each other. */
final class Accounting {
    private final String database;
    private final NetmeraStub netmera;

    Accounting(Map<String, String> settings, NetmeraStub netmera) {
        this.database = "jdbc:" + settings.get("EARSHOT_DB") + "?user=" + settings.get("EARSHOT_DB_USER");
        this.netmera = netmera;
    }

    void awaitDrained(Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> number("select count(*) from delivery where status = 'OWED'") == 0);
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
        try {
            return check(what, load);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int check(String what, Load load) throws SQLException {
        long stored = number("select count(*) from delivery");
        long calls = number("select count(*) from call where tool = 'search_items'");
        List<JsonObject> received = netmera.received();
        Set<String> distinct = new HashSet<>();
        received.forEach(event -> distinct.add(event.getString("eventId")));
        int duplicates = received.size() - distinct.size();
        System.out.printf(
                "%s: answered %d, unanswered %d, calls stored %d, events stored %d, distinct received %d, duplicates %d%n",
                what, load.answeredCount(), load.unansweredCount(), calls, stored, distinct.size(), duplicates);
        assertThat(number("select count(*) from delivery where status = 'REJECTED'"))
                .isZero();
        assertThat(calls).isGreaterThanOrEqualTo(load.answeredCount());
        assertThat((long) distinct.size()).isEqualTo(stored);
        load.answered().forEach((customer, numbers) -> assertOrder(customer, numbers, received));
        return duplicates;
    }

    private static void assertOrder(String customer, Collection<Integer> answered, List<JsonObject> received) {
        Set<String> seen = new HashSet<>();
        List<Integer> arrived = new ArrayList<>();
        received.stream()
                .filter(event -> customer.equals(event.getString("extId")) && event.containsKey("queryText"))
                .filter(event -> seen.add(event.getString("eventId")))
                .forEach(event -> arrived.add(
                        Integer.parseInt(event.getString("queryText").substring(9))));
        List<Integer> sorted = new ArrayList<>(arrived);
        Collections.sort(sorted);
        assertThat(arrived).as("order of %s", customer).isEqualTo(sorted);
        assertThat(arrived).as("answered questions of %s", customer).containsAll(answered);
    }
}
