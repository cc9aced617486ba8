package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start of replicas beside one another, before their database, and beside a newer version. */
class StartIT {
    private static final Path LATE = Surroundings.home().resolve("late-postgres");

    private final Surroundings surroundings = new Surroundings();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void surround() {
        settings.putAll(surroundings.start());
    }

    @AfterEach
    void leave() {
        surroundings.stop();
    }

    @Test
    void without_its_database_a_replica_lives_and_is_ready_once_that_is_there() throws IOException {
        int port = freePort();
        String database = "late_" + Long.toString(System.nanoTime(), 36);
        settings.put("EARSHOT_DB", "postgresql://localhost:" + port + "/" + database);
        EmbeddedDatabase postgres = null;
        try (RunningApp app = RunningApp.launch(settings)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> app.status("/q/health/live") == 200);
            await().atMost(Duration.ofSeconds(20)).until(() -> app.status("/q/health/ready") == 503);

            postgres = EmbeddedDatabase.in(LATE, port);
            postgres.database(database);

            app.awaitReady();
            assertThat(app.status("/q/health/live")).isEqualTo(200);
            assertThat(app.status("/.well-known/oauth-protected-resource")).isEqualTo(200);
        } finally {
            if (postgres != null) {
                postgres.kill();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EARSHOT_INSIGHT_BUDGET,0ms,earshot.insight.budget must be",
        "EARSHOT_SESSION_IDLE,-PT5M,earshot.session.idle must be",
        "EARSHOT_OUTBOX_LEASE,8s,earshot.outbox.lease (8s) must be at least 29s",
        "EARSHOT_CHAT_LEASE,soon,earshot.chat.lease must be a duration such as",
        "EARSHOT_OUTBOX_DISPATCH,ture,earshot.outbox.dispatch must be true or false",
        "QUARKUS_CACHE_CAFFEINE__API_KEYS__EXPIRE_AFTER_WRITE,-1S,expire-after-write must be between 0s and 60s",
        "EARSHOT_JWT_PUBLIC_KEY,garbage,EARSHOT_JWT_PUBLIC_KEY must be an RSA public key",
        "EARSHOT_AGENT,magic,EARSHOT_AGENT must be rules or model",
        "EARSHOT_TOOLS,none.yaml,EARSHOT_TOOLS: the file can't be read",
        "EARSHOT_ANONYMOUS_TOOLS,serach,'EARSHOT_ANONYMOUS_TOOLS names serach, but there is no such tool'",
    })
    void settings_that_make_no_sense_end_the_start_with_one_line(String name, String value, String said)
            throws Exception {
        settings.put(name, value);
        try (RunningApp app = RunningApp.launch(settings)) {
            assertThat(app.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(app.process().exitValue()).isEqualTo(2);
            List<String> lines = Files.readAllLines(app.log().toPath());
            assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains("\"exception\":"));
            assertThat(lines)
                    .filteredOn(line -> line.contains("does not start"))
                    .hasSize(1);
            assertThat(lines.get(lines.size() - 1))
                    .startsWith("Earshot does not start: ")
                    .contains(said);
        }
    }

    @Test
    void a_misspelt_variable_is_named_in_the_log_without_its_value() throws Exception {
        settings.put("EARSHOT_NETMERA_URLL", "https://secret.example");
        try (RunningApp app = RunningApp.start(settings)) {
            assertThat(Files.readString(app.log().toPath()))
                    .contains("EARSHOT_NETMERA_URLL is no setting, and is ignored; did you mean EARSHOT_NETMERA_URL?")
                    .doesNotContain("secret.example");
        }
    }

    @Test
    void what_is_wrong_is_said_in_english_on_any_machine() throws Exception {
        settings.put("EARSHOT_OUTBOX_IN_FLIGHT", "0");
        try (RunningApp app = RunningApp.launch(settings, "-Duser.language=tr", "-Duser.country=TR")) {
            assertThat(app.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(app.log().toPath()))
                    .contains("earshot.outbox.in-flight must be greater than or equal to 1");
        }
    }

    @Test
    void replicas_that_start_together_migrate_once_and_an_older_one_goes_on_beside_a_newer_schema()
            throws SQLException {
        try (RunningApp one = RunningApp.launch(settings);
                RunningApp other = RunningApp.launch(settings)) {
            one.awaitReady();
            other.awaitReady();
            assertThat(number("select count(*) from flyway_schema_history where not success"))
                    .isZero();
            assertThat(number("select count(*) - count(distinct version) from flyway_schema_history"))
                    .isZero();
        }
        execute("alter table session add column of_a_newer_version text");
        execute("insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) values (9000, '9000', 'newer', 'SQL', 'V9000__newer.sql',"
                + " 'newer', 1, true)");
        try (RunningApp older = RunningApp.start(settings)) {
            assertThat(older.isReady()).isTrue();
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + settings.get("EARSHOT_DB"),
                settings.get("EARSHOT_DB_USER"),
                settings.get("EARSHOT_DB_PASSWORD"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
