package dev.earshot.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The application under test over MCP, one message a connection. */
public final class Mcp {
    private Mcp() {}

    /** The result of a tool, be it an answer or an error. */
    public static JsonObject call(RequestSpecification caller, String tool, JsonObject arguments) {
        JsonObject params = new JsonObject().put("name", tool).put("arguments", arguments);
        return result(caller, "tools/call", params);
    }

    /** The text of a result: the answer, or the problem, as JSON. */
    public static JsonObject text(JsonObject result) {
        return new JsonObject(result.getJsonArray("content").getJsonObject(0).getString("text"));
    }

    public static List<JsonObject> tools(RequestSpecification caller) {
        return result(caller, "tools/list", new JsonObject()).getJsonArray("tools").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    public static JsonObject result(RequestSpecification caller, String method, JsonObject params) {
        String text =
                post(caller, method, params).then().statusCode(200).extract().asString();
        // A call may be answered as a stream of one event.
        return new JsonObject(
                        text.startsWith("{")
                                ? text
                                : text.lines()
                                        .filter(line -> line.startsWith("data:"))
                                        .findFirst()
                                        .orElseThrow()
                                        .substring("data:".length()))
                .getJsonObject("result");
    }

    public static Response post(RequestSpecification caller, String method, JsonObject params) {
        JsonObject message = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method)
                .put("params", params);
        return given().spec(caller)
                .contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(message.encode())
                .post("/mcp");
    }
}
