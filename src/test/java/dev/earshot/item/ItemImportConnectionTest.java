package dev.earshot.item;

import static dev.earshot.item.ItemFeed.line;
import static dev.earshot.item.ItemFeed.lines;
import static dev.earshot.item.ItemFeed.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Upload;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An import arrives in pieces, late, or not to its end. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemImportConnectionTest {
    @Inject
    Items items;

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    URI address;

    @BeforeEach
    void start_with_an_empty_catalogue() {
        pool.query("truncate item, item_word").execute().await().indefinitely();
    }

    @Test
    void a_character_may_arrive_in_two_pieces() throws IOException {
        byte[] body = line("A", "Güneş Çadırı", "10").getBytes(StandardCharsets.UTF_8);
        try (Socket socket = open(body.length, "")) {
            for (byte one : body) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
            }
            assertThat(status(socket)).contains("200");
        }
        assertThat(find("A").name()).isEqualTo("Güneş Çadırı");
    }

    @Test
    void a_client_that_expects_100_continue_gets_it() throws IOException {
        String body = line("A", "Tent", "10");
        try (Socket socket = open(body.length(), "Expect: 100-continue\r\n")) {
            assertThat(status(socket)).contains("100");
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            assertThat(status(socket)).contains("200");
        }
    }

    @Test
    void what_was_imported_before_the_body_was_cut_stays() throws IOException {
        cut("", lines(0, 1300));
        await().until(() -> count() == 1000);
        serves();
    }

    @Test
    void a_strict_import_whose_body_was_cut_keeps_nothing_and_gives_its_connection_back() throws IOException {
        for (int i = 0; i < 30; i++) {
            cut("?strict=true", lines(0, 600));
        }
        await().until(() -> idleTransactions() == 0);
        assertThat(count()).isZero();
        serves();
    }

    private Socket open(int length, String header) throws IOException {
        return Upload.open(address, "/admin/items/import", "application/x-ndjson", length, header);
    }

    private void cut(String parameters, String part) throws IOException {
        Upload.cut(address, "/admin/items/import" + parameters, "application/x-ndjson", part);
    }

    private static String status(Socket socket) throws IOException {
        byte[] head = socket.getInputStream().readNBytes(20);
        return new String(head, StandardCharsets.US_ASCII);
    }

    private void serves() {
        post(line("after", "Tent", "10")).statusCode(200).body("data.imported", is(1));
    }

    private Item find(String itemId) {
        return items.find(itemId).await().indefinitely().orElseThrow();
    }

    private long count() {
        return Rows.number(pool, "select count(*) from item");
    }

    private long idleTransactions() {
        return Rows.number(
                pool,
                "select count(*) from pg_stat_activity where datname = current_database()"
                        + " and state = 'idle in transaction'");
    }
}
