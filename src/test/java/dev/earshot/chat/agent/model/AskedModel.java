package dev.earshot.chat.agent.model;

import static dev.earshot.testing.Api.planner;

import dev.earshot.testing.Api;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.stub.ModelStub;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stub of a model that the agent asks. */
abstract class AskedModel {
    static final JsonObject HIKERS = new JsonObject(
            "{\"rule\":{\"all\":[{\"any\":[\"loc_ca\"]},{\"any\":[\"trans_hiking\",\"trans_moonwalking\"]}]}}");

    @TestHTTPResource("/")
    String root;

    @Inject
    ModelConfig config;

    ModelStub model;

    @BeforeEach
    void listen() {
        model = new ModelStub(config.url().orElseThrow().getPort());
    }

    @AfterEach
    void close() {
        model.close();
    }

    static JsonPath say(String conversation, String prompt) {
        Map<String, String> body = new HashMap<>();
        body.put("conversationId", conversation);
        body.put("content", prompt);
        return planner("ann")
                .body(body)
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    static String conversation() {
        return Api.conversation(planner("ann"));
    }

    Viewer ask(String conversation) {
        return Viewer.asks(root.substring(0, root.length() - 1), "ann", conversation, "Hikers in California");
    }
}
