package dev.earshot.shipping;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.PrivateCa;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A Postgres that accepts TLS connections only, has a certificate of a private CA, and requires a client certificate.
 */
class TlsDatabaseIT {
    private static final Path HOME = Surroundings.home().resolve("tls-postgres");
    private static final String USER = "earshot_tls";

    private final Surroundings surroundings = new Surroundings();
    private Map<String, String> settings;
    private EmbeddedDatabase postgres;
    private PrivateCa ca;
    private String database;

    @BeforeEach
    void start() throws Exception {
        settings = new HashMap<>(surroundings.start());
        postgres = EmbeddedDatabase.in(HOME);
        ca = new PrivateCa(HOME.resolveSibling("tls-" + Long.toString(System.nanoTime(), 36)));
        ca.issue("server", "Postgres", "dns:localhost");
        ca.issue("client", USER);
        String name = "tls_" + Long.toString(System.nanoTime(), 36);
        database = postgres.database(name);
        String login = "create role " + USER + " superuser login";
        execute("do $$ begin " + login + "; exception when duplicate_object then null; end $$");
        execute("alter system set ssl = on");
        execute("alter system set ssl_ca_file = '" + ca.certificate() + "'");
        execute("alter system set ssl_cert_file = '" + ca.certificate("server") + "'");
        execute("alter system set ssl_key_file = '" + ca.key("server") + "'");
        Files.writeString(HOME.resolve("pg_hba.conf"), """
                hostssl all postgres all trust
                hostssl all all all cert
                """);
        execute("select pg_reload_conf()");
        settings.put("EARSHOT_DB_USER", USER);
    }

    @AfterEach
    void stop() {
        postgres.kill();
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void every_connection_is_encrypted_and_both_sides_are_verified() throws Exception {
        settings.put("EARSHOT_DB", database + tls("verify-full"));
        try (RunningApp app = RunningApp.start(settings)) {
            RestAssured.baseURI = app.url();
            RestAssured.port = app.port();
            tellTheStory();

            assertThat(number("where not ssl")).isZero();
            assertThat(number("where ssl")).isGreaterThanOrEqualTo(5);
            assertThat(number("where ssl and client_dn is null")).isZero();
            assertThat(Files.readString(app.log().toPath())).doesNotContain("ERROR");
        }
    }

    @Test
    void a_server_of_another_name_is_not_trusted() throws Exception {
        settings.put("EARSHOT_DB", database.replace("localhost", "127.0.0.1") + tls("verify-full"));
        try (RunningApp app = RunningApp.launch(settings)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(app.log().toPath()).contains("could not be migrated yet"));
            assertThat(app.status("/q/health/ready")).isNotEqualTo(200);
            assertThat(number("")).isZero();
        }
    }

    private void tellTheStory() {
        String session = Api.chatgpt()
                .body("{\"customerId\":\"visitor\"}")
                .post("/tools/start_session")
                .then()
                .statusCode(200)
                .extract()
                .path("data.sessionId");
        Api.chatgpt()
                .body("{\"sessionId\":\"" + session + "\",\"query\":\"hiking boots in California\"}")
                .post("/tools/search_items")
                .then()
                .statusCode(200);
        planner("ann")
                .body("{\"content\":\"people in California who bought hiking gear\"}")
                .post("/chat/messages")
                .then()
                .statusCode(201);
        String audience = planner("ann")
                .body("{\"name\":\"Hikers\",\"rule\":{\"all\":[{\"any\":[\"int_hiking\"]}]}}")
                .post("/audiences")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        planner("ann").post("/audiences/{id}/activate", audience).then().statusCode(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> surroundings.netmera().received().size() >= 2);
        Api.admin().get("/admin/funnel").then().statusCode(200);
    }

    private String tls(String mode) {
        return "?sslmode=" + mode + "&sslrootcert=" + ca.certificate() + "&sslcert=" + ca.certificate("client")
                + "&sslkey=" + ca.key("client");
    }

    private long number(String where) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from (select s.ssl, s.client_dn from pg_stat_ssl s"
                                + " join pg_stat_activity a on a.pid = s.pid where a.usename = '" + USER + "') as ours "
                                + where)) {
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
        return DriverManager.getConnection("jdbc:" + database + "?user=" + postgres.user());
    }
}
