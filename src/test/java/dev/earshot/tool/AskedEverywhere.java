package dev.earshot.tool;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Values at every door that takes them. */
abstract class AskedEverywhere {
    final String unique = UUID.randomUUID().toString();

    NetmeraStub netmera;

    InsightarcStub insightarc;

    @BeforeEach
    void quiet() {
        netmera.reset();
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

    static RequestSpecification admin() {
        return Api.admin().urlEncodingEnabled(false);
    }

    static String customer(String id) {
        return "/admin/customers/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    ValidatableResponse converts(String body) {
        return Api.chatgpt()
                .header("Idempotency-Key", unique)
                .body(body)
                .post("/tools/complete_conversion")
                .then()
                .statusCode(200);
    }

    static ValidatableResponse start(String customer) {
        return Visit.call(Api::chatgpt, "start_session", new JsonObject().put("customerId", customer));
    }

    static ValidatableResponse body(String tool, String body) {
        return Api.chatgpt().body(body).post("/tools/" + tool).then();
    }

    static ValidatableResponse overMcp(String tool, String arguments) {
        return Api.chatgpt()
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}")
                .post("/mcp")
                .then();
    }
}
