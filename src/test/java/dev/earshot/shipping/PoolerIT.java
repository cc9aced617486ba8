package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pgbouncer between the application and Postgres; skipped where none is installed. */
class PoolerIT {
    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");

    private final Surroundings surroundings = new Surroundings();
    private Map<String, String> settings;
    private Process pgbouncer;

    @BeforeEach
    void surround() {
        assumeTrue(Files.isExecutable(PGBOUNCER), "pgbouncer is not installed");
        settings = new HashMap<>(surroundings.start());
    }

    @AfterEach
    void leave() {
        if (pgbouncer != null) {
            pgbouncer.destroy();
        }
        surroundings.stop();
    }

    @Test
    void a_pooler_in_transaction_mode_is_refused_with_one_line() throws Exception {
        startPgbouncer("transaction");
        try (RunningApp app = RunningApp.launch(settings)) {
            assertThat(app.process().waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(app.process().exitValue()).isEqualTo(2);
            String log = Files.readString(app.log().toPath());
            assertThat(log).contains("EARSHOT_DB leads to a pooler in transaction mode");
            assertThat(log.lines().filter(line -> line.startsWith("\tat ") || line.contains("\"exception\":")))
                    .isEmpty();
        }
    }

    @Test
    void a_pooler_in_session_mode_serves() throws Exception {
        startPgbouncer("session");
        try (RunningApp app = RunningApp.start(settings)) {
            for (int i = 0; i < 20; i++) {
                Api.chatgpt()
                        .baseUri(app.url())
                        .port(app.port())
                        .body("{\"customerId\":\"pooled\"}")
                        .post("/tools/start_session")
                        .then()
                        .statusCode(200);
            }
        } finally {
            RestAssured.reset();
        }
    }

    private void startPgbouncer(String mode) throws IOException, InterruptedException {
        URI database = URI.create(settings.get("EARSHOT_DB"));
        int port = freePort();
        Path directory = Files.createTempDirectory("pgbouncer");
        directory.toFile().setReadable(true, false);
        directory.toFile().setExecutable(true, false);
        Path ini = directory.resolve("pgbouncer.ini");
        Files.writeString(ini, """
                [databases]
                * = host=127.0.0.1 port=%d user=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                default_pool_size = 50
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits
                """.formatted(database.getPort(), settings.get("EARSHOT_DB_USER"), port, mode));
        ini.toFile().setReadable(true, false);
        List<String> command = new ArrayList<>(List.of(PGBOUNCER.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(ini.toString());
        pgbouncer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        settings.put("EARSHOT_DB", "postgresql://localhost:" + port + database.getPath());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
