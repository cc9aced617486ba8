package dev.earshot.chat.agent.rules;

import static dev.earshot.testing.Api.planner;

import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a planner says to the agent, and what the last reply says of the draft. */
final class PlannerDialogue {
    static final String BRIEF = "I want to target people in California who bought hiking gear recently.";
    static final Map<String, String> RECENTLY_BOUGHT = Map.of("signal", "trans_hiking", "within", "P30D");

    private PlannerDialogue() {}

    /** Says these things one after the other in one conversation, and gives the last reply. */
    static JsonPath say(String... prompts) {
        Map<String, String> body = new HashMap<>();
        JsonPath reply = null;
        for (String prompt : prompts) {
            body.put("content", prompt);
            reply = planner("ann")
                    .body(body)
                    .post("/chat/messages")
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            body.put("conversationId", reply.getString("data.conversationId"));
        }
        return reply;
    }

    static List<String> suggested(JsonPath reply) {
        return reply.getList("data.metadata.suggestedSignals.id");
    }

    static List<List<Object>> groups(JsonPath reply) {
        return reply.getList("data.metadata.draft.all.any");
    }

    static List<String> excluded(JsonPath reply) {
        return reply.getList("data.metadata.draft.none");
    }
}
