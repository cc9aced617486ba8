package dev.earshot.postgres;

import io.quarkus.runtime.PreventFurtherStepsException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Checks once, before anything is written, whether this database is usable: what fails here would fail at random later.
 */
@Singleton
public class DatabaseCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);
    private static final int MISCONFIGURED = 2;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Executor HERE = Runnable::run;

    private static final String AVAILABLE = """
            select current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
              - coalesce(current_setting('reserved_connections', true)::integer, 0)""";

    private final SqlClients clients;
    private final DatabaseConfig config;

    DatabaseCheck(SqlClients clients, DatabaseConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /** Blocks. @throws PreventFurtherStepsException with one line that says what is wrong */
    public void run() throws SQLException {
        DataSource database = clients.migrations();
        try (Connection one = open(database);
                Connection other = open(database)) {
            mustKeepSessions(one, other);
            mustHaveRoom(one);
        }
    }

    /**
     * A pooler in transaction mode gives each transaction another session: settings, prepared statements, {@code
     * LISTEN} and session locks get lost or reach the wrong client. Then a setting of one connection shows on another,
     * or is gone while another one is busy.
     */
    private static void mustKeepSessions(Connection one, Connection other) throws SQLException {
        String mark = UUID.randomUUID().toString();
        ask(one, "select set_config('earshot.session', '" + mark + "', false)");
        boolean seenByOther = mark.equals(ask(other, "select current_setting('earshot.session', true)"));
        other.setAutoCommit(false);
        ask(other, "select 1");
        boolean lost = !mark.equals(ask(one, "select current_setting('earshot.session', true)"));
        other.rollback();
        if (seenByOther || lost) {
            throw new PreventFurtherStepsException(
                    "Earshot does not start: EARSHOT_DB leads to a pooler in transaction mode. Earshot needs sessions of its own:"
                            + " set the pooler to session mode, or name Postgres itself.",
                    MISCONFIGURED);
        }
    }

    private void mustHaveRoom(Connection connection) throws SQLException {
        ConnectionBudget budget =
                new ConnectionBudget(clients.most(), config.replicas(), Integer.parseInt(ask(connection, AVAILABLE)));
        budget.refusal().ifPresent(refusal -> {
            throw new PreventFurtherStepsException(refusal, MISCONFIGURED);
        });
        budget.warning().ifPresent(LOG::warn);
    }

    private static Connection open(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        connection.setNetworkTimeout(HERE, PATIENCE_MILLIS);
        return connection;
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
