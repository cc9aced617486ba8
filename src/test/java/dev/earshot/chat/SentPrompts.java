package dev.earshot.chat;

import static dev.earshot.testing.Api.planner;

import io.restassured.path.json.JsonPath;
import java.util.Map;

/** Prompts that planners have sent. */
abstract class SentPrompts {
    static JsonPath sent(String planner, String content) {
        return planner(planner)
                .body(Map.of("content", content))
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
