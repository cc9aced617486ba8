package dev.earshot.bench;

import static io.restassured.RestAssured.given;

import dev.earshot.testing.Api;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The data before the first call: items, and customers with open sessions. */
final class Shop {
    static final int ITEMS = 2_000;
    static final int SESSIONS = 12_000;
    static final int KINDS = 20;
    private static final String NAME = "Trail hiking gear of kind ";

    private Shop() {}

    static void open(String url, Connection database) throws SQLException {
        String items = IntStream.range(0, ITEMS).mapToObj(Shop::item).collect(Collectors.joining());
        given().baseUri(url)
                .auth()
                .oauth2(Api.token("bench", "admin"))
                .contentType("application/x-ndjson")
                .body(items.getBytes(StandardCharsets.UTF_8))
                .post("/admin/items/import")
                .then()
                .statusCode(200);
        try (Statement statement = database.createStatement()) {
            statement.executeUpdate("""
                    insert into session (id, customer_id, anonymous, platform, source_event, started_at, last_seen_at)
                    select 'sess_bench_' || n, 'customer_' || n, false, 'chatgpt', 'ai_query_submitted', now(),
                      now() + interval '1 day'
                    from generate_series(0, %d) as n""".formatted(SESSIONS - 1));
            statement.executeUpdate("vacuum analyze");
        }
    }

    static List<String> sessions() {
        return IntStream.range(0, SESSIONS).mapToObj(n -> "sess_bench_" + n).toList();
    }

    private static String item(int n) {
        return new JsonObject()
                        .put("itemId", "item-" + n)
                        .put("name", NAME + n % KINDS)
                        .put("category", "outdoor > kind " + n % KINDS)
                        .put("description", "Light and warm, for backpack and tent.")
                        .put("price", 10 + n % 500)
                        .put("currency", "USD")
                        .put("url", "https://store.example/items/" + n)
                        .encode()
                + "\n";
    }
}
