package dev.earshot.postgres;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Management;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Callers who hang up while their request waits for a connection to Postgres. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class HungUpRequestsTest {
    private static final int CALLERS = 60;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int connections;

    private static final Pattern ACTIVE = Pattern.compile("(?m)^http_server_active_requests(?:\\{[^}]*})? ([0-9.E]+)$");

    @TestHTTPResource
    URI url;

    @Test
    void every_connection_is_free_again_when_callers_have_hung_up() throws IOException {
        String conversation = planner("ann")
                .body(Map.of("content", "Women in California"))
                .post("/chat/messages")
                .path("data.conversationId");
        List<SqlConnection> all = all();
        List<Socket> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(asking("/chat/conversations/" + conversation));
        }
        await().until(() -> beingAnswered() == CALLERS);
        for (Socket caller : callers) {
            caller.close();
        }
        await().until(() -> beingAnswered() == 0);
        all.forEach(SqlConnection::close);

        List<SqlConnection> again = all();

        assertThat(again).hasSize(connections);
        again.forEach(SqlConnection::close);
    }

    /** All wait for a connection, which none can get. */
    private static long beingAnswered() {
        Matcher active = ACTIVE.matcher(Management.metrics());
        double sum = 0;
        while (active.find()) {
            sum += Double.parseDouble(active.group(1));
        }
        return Math.round(sum);
    }

    private List<SqlConnection> all() {
        return IntStream.range(0, connections)
                .mapToObj(i -> pool.getConnection())
                .map(Future::toCompletionStage)
                .map(stage -> stage.toCompletableFuture().join())
                .toList();
    }

    private Socket asking(String path) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + url.getHost() + "\r\nAuthorization: Bearer "
                + Api.token("ann", "planner") + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
