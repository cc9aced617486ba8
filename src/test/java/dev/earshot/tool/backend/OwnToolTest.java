package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.BackendStub;
import dev.earshot.testing.Management;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Rows;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of one's own through the front door, and what happens to them in front of a backend on a real port. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class OwnToolTest {
    private static final String RESERVATIONS = "/api/items/tent-1/reservations";

    BackendStub backend;

    @Inject
    Pool pool;

    @Inject
    SettableClock clock;

    private final String customer = "user_" + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void quiet() {
        backend.reset();
    }

    @Test
    void it_is_listed_like_any_other_with_its_hints_and_schemas() {
        Api.chatgpt()
                .get("/tools")
                .then()
                .statusCode(200)
                .body("data.name", hasItems("search_items", "reserve_item"))
                .rootPath("data.find { it.name == 'reserve_item' }")
                .body("title", is("Reserve an item"))
                .body("inputSchema.required", contains("sessionId", "itemId", "quantity"))
                .body("inputSchema.properties", hasKey("idempotencyKey"))
                .body("inputSchema.properties.note.maxLength", is(1000))
                .body("outputSchema.properties.result.properties.price.type", is("number"))
                .body("annotations.readOnlyHint", is(false))
                .body("annotations.idempotentHint", is(true));
        for (String format : new String[] {"openai", "openai-strict", "gemini", "anthropic"}) {
            Api.chatgpt().get("/tools?format=" + format).then().statusCode(200).body(containsString("reserve_item"));
        }
        Api.chatgpt()
                .get("/tools/openapi.json")
                .then()
                .statusCode(200)
                .rootPath("paths.'/tools/reserve_item'.post")
                .body("operationId", is("reserve_item"))
                .body("x-openai-isConsequential", is(true))
                .body("responses", hasKey("504"));
        assertThat(Mcp.tools(Api.chatgpt()))
                .filteredOn(tool -> tool.getString("name").equals("look_up_stock"))
                .singleElement()
                .satisfies(tool -> assertThat(tool.getJsonObject("annotations").getBoolean("readOnlyHint"))
                        .isTrue());
    }

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
    void an_event_that_a_backend_causes_has_no_tool_that_only_records_it() {
        Api.chatgpt()
                .get("/tools")
                .then()
                .body("data.name", hasItems("reserve_item", "record_ai_advice_rated"))
                .body("data.name", not(hasItem("record_ai_item_reserved")));
        Visit.of(customer)
                .call("record_ai_item_reserved", "item_id", "tent-1", "quantity", 1)
                .statusCode(404);
        assertThat(Mcp.tools(Api.chatgpt()))
                .extracting(tool -> tool.getString("name"))
                .doesNotContain("record_ai_item_reserved");
    }

    @Test
    void a_tool_from_an_openapi_document_is_called_like_one_that_is_described_by_hand() {
        Visit visit = Visit.of(customer);
        Api.chatgpt()
                .get("/tools")
                .then()
                .rootPath("data.find { it.name == 'rate_item' }")
                .body("title", is("Rate an item"))
                .body("inputSchema.required", contains("sessionId", "item", "stars"))
                .body("outputSchema.properties.result.properties.category.type", is("string"));
        visit.call("rate_item", "item", "tent 1", "stars", 6)
                .statusCode(400)
                .body("errors.field", contains("stars"))
                .body("errors.message", contains("must be at most 5"));
        visit.call("rate_item", "item", "tent 1", "stars", 5, "xChannel", "a\nb")
                .statusCode(400)
                .body("errors.field", contains("xChannel"));

        visit.does("rate_item", "item", "tent 1", "stars", 5, "comment", null, "xChannel", "chat")
                .body("data.result.id", containsString("R-"))
                .body("data.result.category", is("camping > tents"));

        assertThat(backend.requests("/api")).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.uri()).isEqualTo("/api/items/tent%201/ratings");
            assertThat(request.headers().get("X-Channel")).isEqualTo("chat");
            assertThat(request.json())
                    .isEqualTo(new JsonObject().put("stars", 5).put("customer", customer));
        });
        assertThat(events("ai_item_saved")).isEqualTo(1);
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

    @Test
    void a_retry_with_the_same_key_gets_the_kept_answer_and_the_backend_is_not_asked_again() {
        Visit visit = Visit.of(customer);
        String first = reserve(visit, key).statusCode(200).extract().asString();

        String again = reserve(visit, key)
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .extract()
                .asString();

        assertThat(again).isEqualTo(first);
        assertThat(backend.requests(RESERVATIONS)).hasSize(1);
        assertThat(events("ai_item_reserved")).isEqualTo(1);
    }

    @Test
    void a_repetition_without_a_key_counts_as_a_retry_for_a_while() {
        Visit visit = Visit.of(customer);
        reserve(visit, null).statusCode(200);
        reserve(visit, null).statusCode(200).header("Idempotency-Replayed", "true");
        assertThat(backend.ledger()).hasSize(1);

        clock.advance(Duration.ofSeconds(11));
        reserve(visit, null).statusCode(200);
        assertThat(backend.ledger()).hasSize(2);
        assertThat(events("ai_item_reserved")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_time_out_says_what_is_unknown_and_the_retry_finds_the_one_effect(boolean withKey) {
        Visit visit = Visit.of(customer);
        String given = withKey ? key : null;
        backend.holds(RESERVATIONS);

        reserve(visit, given)
                .statusCode(504)
                .body("code", is("BACKEND_TIMED_OUT"))
                .body("detail", containsString("whether this was done is not known"));
        assertThat(backend.ledger()).hasSize(1);
        assertThat(events("ai_item_reserved")).isZero();
        backend.reset(RESERVATIONS);

        String reserved = backend.ledger().values().iterator().next().getString("id");
        reserve(visit, given).statusCode(200).body("data.result.reservationId", is(reserved));
        assertThat(backend.ledger()).hasSize(1);
        assertThat(backend.requests(RESERVATIONS)).hasSize(2);
        assertThat(events("ai_item_reserved")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    500 | {}                     | 502 | BACKEND_FAILED
                    503 | {}                     | 502 | BACKEND_FAILED
                    401 | {"detail": "Who?"}     | 502 | BACKEND_FAILED
                    200 | <html>                 | 502 | BACKEND_FAILED
                    200 | {"other": 1}           | 502 | BACKEND_FAILED
                    200 | {"id": 7}              | 502 | BACKEND_FAILED
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
    void a_refusal_is_kept_for_the_key_but_a_failure_is_not() {
        Visit visit = Visit.of(customer);
        backend.answers(RESERVATIONS, 422, "{\"detail\":\"Sold out\"}");
        reserve(visit, key).statusCode(422).header("Idempotency-Replayed", nullValue());
        reserve(visit, key).statusCode(422).header("Idempotency-Replayed", "true");
        assertThat(backend.requests(RESERVATIONS)).hasSize(1);

        backend.answers(RESERVATIONS, 409, "{\"detail\":\"In flight\"}");
        reserve(visit, key + 2).statusCode(409);
        backend.reset(RESERVATIONS);
        reserve(visit, key + 2).statusCode(200);
        assertThat(backend.requests(RESERVATIONS).stream()
                        .skip(1)
                        .map(BackendStub.Request::key)
                        .distinct())
                .hasSize(1);
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
    void calls_are_timed_by_backend_without_addresses_and_arguments() {
        Visit.of(customer).does("reserve_item", "itemId", "item-of-" + customer, "quantity", 1);

        assertThat(Management.metrics())
                .containsPattern("earshot_backend_requests_seconds_count\\{backend=\"shop\",status=\"2xx\"")
                .doesNotContain(customer);
    }

    @Test
    void a_redirect_is_not_followed() {
        Visit visit = Visit.of(customer);
        backend.answers(
                RESERVATIONS,
                (request, body) -> request.response()
                        .setStatusCode(307)
                        .putHeader("Location", backend.url() + "/elsewhere")
                        .end());

        reserve(visit, key).statusCode(502);
        assertThat(backend.requests("/elsewhere")).isEmpty();
    }

    @Test
    void an_argument_can_change_neither_the_host_nor_the_folder() {
        Visit visit = Visit.of(customer);
        for (String climbing : new String[] {
            "..", ".", "../admin", "a/../../b", "..\\admin", "%2e%2e", "%252E%252e%252fadmin", "..;/x", "a\nb"
        }) {
            visit.call("reserve_item", "itemId", climbing, "quantity", 1)
                    .statusCode(400)
                    .body("code", is("INVALID_ARGUMENTS"))
                    .body("errors.field", contains("itemId"));
        }
        assertThat(backend.requests("/")).isEmpty();
        for (String harmless : new String[] {"@evil.example", "//evil.example", ":80", "?x=1", "#x", "{customer.id}"}) {
            visit.does("reserve_item", "itemId", harmless, "quantity", 1);
        }
        assertThat(backend.requests("/"))
                .hasSize(6)
                .allMatch(request -> request.uri().matches("/api/items/[A-Za-z0-9%._~-]+/reservations\\?store=main"));
        assertThat(backend.requests("/"))
                .last()
                .satisfies(request -> assertThat(request.uri()).contains("%7Bcustomer.id%7D"));
    }

    @Test
    void a_backend_that_fails_is_left_alone_and_nothing_is_sent_to_it() {
        Visit visit = Visit.of(customer);
        backend.answers("/fragile", 500, "");
        for (int i = 0; i < 4; i++) {
            visit.call("call_fragile", "idempotencyKey", key + i).statusCode(502);
        }

        visit.call("call_fragile", "idempotencyKey", key)
                .statusCode(503)
                .header("Retry-After", "240")
                .body("code", is("BACKEND_UNAVAILABLE"))
                .body("detail", containsString("nothing was sent"));
        assertThat(backend.requests("/fragile")).hasSize(4);
        visit.does("reserve_item", "itemId", "tent-1", "quantity", 1);
    }

    @Test
    void a_call_above_the_limit_is_refused_at_once_and_others_go_on() {
        Visit visit = Visit.of(customer);
        backend.holds("/narrow");
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                () -> visit.call("call_narrow", "idempotencyKey", key).extract().statusCode());
        await().until(() -> backend.held("/narrow") == 1);

        visit.call("call_narrow", "idempotencyKey", key + 2).statusCode(503).body("code", is("BACKEND_UNAVAILABLE"));
        visit.does("reserve_item", "itemId", "tent-1", "quantity", 1);
        backend.release("/narrow");
        assertThat(first.join()).isEqualTo(200);
        visit.does("call_narrow", "idempotencyKey", key + 3);
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
    void a_conversion_is_attributed_to_what_led_to_it() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tent");
        visit.does("book_item", "itemId", "tent-1").body("data.result.currency", is("USD"));

        assertThat(Rows.number(
                        pool,
                        "select count(*) from delivery where customer_id = $1 and kind = 'ai_conversion_completed'"
                                + " and body::jsonb @> '{\"item_id\": \"tent-1\", \"revenue\": 12.5,"
                                + " \"currency\": \"USD\", \"source_event\": \"ai_query_submitted\"}'",
                        customer))
                .isEqualTo(1);
        assertThat(Rows.number(pool, "select count(*) from session where id = $1 and converted", visit.sessionId()))
                .isEqualTo(1);
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

    private ValidatableResponse reserve(Visit visit, String given) {
        return given == null
                ? visit.call("reserve_item", "itemId", "tent-1", "quantity", 1)
                : visit.call("reserve_item", "itemId", "tent-1", "quantity", 1, "idempotencyKey", given);
    }

    private long events(String kind) {
        return Rows.number(pool, "select count(*) from delivery where customer_id = $1 and kind = $2", customer, kind);
    }
}
