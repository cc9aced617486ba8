package dev.earshot.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** A customer's session, as an AI platform drives it through the tools. */
public final class Visit {
    private final Supplier<RequestSpecification> platform;
    private final String sessionId;

    private Visit(Supplier<RequestSpecification> platform, String sessionId) {
        this.platform = platform;
        this.sessionId = sessionId;
    }

    public static Visit anonymous() {
        return start(new JsonObject());
    }

    public static Visit of(String customerId) {
        return start(new JsonObject().put("customerId", customerId));
    }

    public static Visit start(JsonObject arguments) {
        String answer = call(Api::chatgpt, "start_session", arguments)
                .statusCode(200)
                .extract()
                .asString();
        // REST Assured would compile a script to read it.
        return new Visit(
                Api::chatgpt, new JsonObject(answer).getJsonObject("data").getString("sessionId"));
    }

    public String sessionId() {
        return sessionId;
    }

    /** Calls a tool in this session; arguments are pairs of name and value. */
    public ValidatableResponse call(String tool, Object... namesAndValues) {
        JsonObject arguments = new JsonObject().put("sessionId", sessionId);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return call(platform, tool, arguments);
    }

    /** The same, which must succeed. */
    public ValidatableResponse does(String tool, Object... namesAndValues) {
        ValidatableResponse answer = call(tool, namesAndValues).statusCode(200);
        assertThat(new JsonObject(answer.extract().asString()).getBoolean("success"))
                .isTrue();
        return answer;
    }

    public static ValidatableResponse call(Supplier<RequestSpecification> platform, String tool, JsonObject arguments) {
        return platform.get().body(arguments.encode()).post("/tools/" + tool).then();
    }
}
