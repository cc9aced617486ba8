package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a backend answers, and what becomes of it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class OwnToolAnswerTest extends CalledBackend {
    @Test
    void a_call_reaches_the_backend_with_what_it_needs_and_its_answer_is_mapped_and_cleaned() {
        Visit visit = Visit.of(customer);

        visit.does("reserve_item", "itemId", "tent 1/ä", "quantity", 2, "note", "two & a half")
                .body("data.result.reservationId", containsString("R-"))
                .body("data.result.state", is("reserved for you"))
                .body("data.result.price", is(12.5f))
                .body("data.sessionId", is(visit.sessionId()))
                .body("data.context.nextBestActions", notNullValue());

        assertThat(backend.requests("/api")).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri())
                    .isEqualTo("/api/items/tent%201%2F%C3%A4/reservations?store=main&note=two%20%26%20a%20half");
            assertThat(request.authorization()).isEqualTo("Bearer " + Surroundings.BACKEND_TOKEN);
            assertThat(request.headers().getAll("accept")).containsExactly("application/vnd.shop.v2+json");
            assertThat(UUID.fromString(request.key()).version()).isEqualTo(8);
            assertThat(request.json())
                    .isEqualTo(new JsonObject()
                            .put("quantity", 2)
                            .put("customer", customer)
                            .put("session", visit.sessionId())
                            .put("platform", "from chatgpt")
                            .put("note", "two & a half"));
        });
        assertThat(events("ai_item_reserved")).isEqualTo(1);
        assertThat(Rows.number(
                        pool,
                        "select count(*) from delivery where customer_id = $1 and kind = 'ai_item_reserved'"
                                + " and body::jsonb @> '{\"item_id\": \"tent 1/ä\", \"quantity\": 2}'",
                        customer))
                .isEqualTo(1);
    }

    @Test
    void over_mcp_it_answers_as_structured_content() {
        Visit visit = Visit.of(customer);
        JsonObject arguments = new JsonObject()
                .put("sessionId", visit.sessionId())
                .put("itemId", "tent-1")
                .put("quantity", 1);

        JsonObject answer = Mcp.call(Api.chatgpt(), "reserve_item", arguments);
        assertThat(answer.getBoolean("isError")).isFalse();
        assertThat(answer.getJsonObject("structuredContent")
                        .getJsonObject("result")
                        .getString("reservationId"))
                .startsWith("R-");

        backend.answers(RESERVATIONS, 422, "{\"detail\":\"Sold out\"}");
        JsonObject refused =
                Mcp.call(Api.chatgpt(), "reserve_item", arguments.copy().put("quantity", 3));
        assertThat(refused.getBoolean("isError")).isTrue();
        assertThat(Mcp.text(refused).getString("code")).isEqualTo("BACKEND_REFUSED");
        assertThat(Mcp.text(refused).getString("detail")).endsWith(": Sold out");
        assertThat(events("ai_item_reserved")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/json                        | UTF-8        | true
                    application/json                        | UTF-8+BOM    | true
                    application/json; charset=iso-8859-9    | ISO-8859-9   | true
                    application/json;charset="windows-1254" | windows-1254 | true
                    application/json                        | ISO-8859-9   | false
                    application/json; charset=utf-8         | ISO-8859-9   | false
                    application/json; charset=no-such       | UTF-8        | false
                    """)
    void an_answer_is_read_in_the_encoding_that_it_names_and_never_with_gaps(
            String type, String encoding, boolean read) {
        String body = (encoding.endsWith("BOM") ? "\uFEFF" : "") + "{\"id\": \"Ş-1\"}";
        byte[] bytes = body.getBytes(Charset.forName(encoding.replace("+BOM", "")));
        backend.answers(
                RESERVATIONS,
                (request, sent) ->
                        request.response().putHeader("Content-Type", type).end(Buffer.buffer(bytes)));

        ValidatableResponse answer = reserve(Visit.of(customer), key);

        if (read) {
            answer.statusCode(200).body("data.result.reservationId", is("Ş-1"));
        } else {
            answer.statusCode(502).body("code", is("BACKEND_FAILED"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    500 | {}                     | 502 | BACKEND_FAILED
                    503 | {}                     | 502 | BACKEND_FAILED
                    401 | {"detail": "Who?"}     | 502 | BACKEND_FAILED
                    200 | <html>                 | 502 | BACKEND_FAILED
                    200 | {"other": 1}           | 502 | BACKEND_FAILED
                    200 | {"id": 7}              | 502 | BACKEND_FAILED
                    200 | {"id": "1"} {}         | 502 | BACKEND_FAILED
                    204 |                        | 502 | BACKEND_FAILED
                    302 | {}                     | 502 | BACKEND_FAILED
                    404 | {"detail": "Gone\u200b"} | 422 | BACKEND_REFUSED
                    422 | no JSON                | 422 | BACKEND_REFUSED
                    409 | {"detail": "Taken"}    | 409 | BACKEND_CONFLICT
                    429 | {}                     | 503 | BACKEND_UNAVAILABLE
                    """)
    void an_answer_that_is_none_becomes_a_problem_and_no_event(int status, String body, int seen, String code) {
        Visit visit = Visit.of(customer);
        backend.answers(RESERVATIONS, status, body == null ? "" : body);

        reserve(visit, key)
                .statusCode(seen)
                .body("code", is(code))
                .body("detail", not(containsString("\u200b")))
                .body("detail", not(containsString(Surroundings.BACKEND_TOKEN)));

        assertThat(events("ai_item_reserved")).isZero();
        assertThat(backend.requests(RESERVATIONS)).hasSize(1);
    }

    @Test
    void an_answer_that_is_too_large_is_not_read_to_its_end() {
        Visit visit = Visit.of(customer);
        CompletableFuture<Void> cut = new CompletableFuture<>();
        backend.answers(RESERVATIONS, (request, body) -> {
            request.connection().closeHandler(closed -> cut.complete(null));
            request.response().setChunked(true).write("{\"id\":\"" + "x".repeat(5000));
        });

        reserve(visit, key).statusCode(502).body("code", is("BACKEND_FAILED"));
        await().until(cut::isDone);
    }

    @Test
    void a_read_only_tool_sends_no_key_and_records_nothing() {
        Visit visit = Visit.of(customer);
        visit.does("look_up_stock", "itemId", "tent-1").body("data.result.answer.state", is("reserved for you"));

        assertThat(backend.requests("/api/items/tent-1/stock")).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.key()).isNull();
            assertThat(request.body()).isEmpty();
        });
        assertThat(Rows.number(pool, "select count(*) from call where tool = 'look_up_stock'"))
                .isZero();
    }

    @Test
    void items_of_an_answer_are_shown_on_a_card_without_addresses_that_are_no_web_pages() {
        Visit visit = Visit.of(customer);
        JsonArray offers = new JsonArray()
                .add(new JsonObject()
                        .put("sku", "tent-1")
                        .put("title", "Tent\u202e")
                        .put("price", "99.50")
                        .put("currency", "EUR")
                        .put("link", "https://shop.example/tent-1")
                        .put("picture", "javascript:alert(1)"))
                .add(new JsonObject().put("title", "without an id"));
        backend.answers(
                "/api/offers",
                200,
                new JsonObject().put("offers", offers).put("count", 40).encode());

        visit.does("find_offers")
                .body("data.total", is(40))
                .body("data.items.itemId", contains("tent-1"))
                .body("data.items[0].name", is("Tent"))
                .body("data.items[0].price", is(99.5f))
                .body("data.items[0].url", is("https://shop.example/tent-1"))
                .body("data.items[0]", not(hasKey("imageUrl")));
        assertThat(Mcp.tools(Api.chatgpt()))
                .filteredOn(tool -> tool.getString("name").equals("find_offers"))
                .singleElement()
                .satisfies(tool -> assertThat(tool.getJsonObject("_meta").getString("openai/outputTemplate"))
                        .isEqualTo("ui://earshot/results"));
        assertThat(Mcp.result(Api.chatgpt(), "resources/read", new JsonObject().put("uri", "ui://earshot/results"))
                        .encode())
                .contains("https://images.shop.example");
    }
}
