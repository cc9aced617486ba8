package dev.earshot.chat.agent.rules;

import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.database.StoredSignals.show;

import dev.earshot.testing.database.StoredSignals;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A planner who tells the agent what to do with an audience, and customers to do it with. */
abstract class CommandedAgent {
    static final String BRIEF = "People in California who bought hiking gear";

    @Inject
    Pool pool;

    String conversation;

    @BeforeEach
    void someCustomers() {
        StoredSignals.forgetAll(pool);
        show(pool, customers("c", 10), "loc_ca", "trans_hiking");
        show(pool, customers("c", 4), "demo_student");
        show(pool, customers("o", 5), "loc_or", "trans_hiking");
        show(pool, customers("x", 7), "trans_hiking");
        conversation = null;
    }

    /** Other tests count whom they see. */
    @AfterEach
    void leaveNobody() {
        StoredSignals.forgetAll(pool);
    }

    JsonPath say(String prompt) {
        Map<String, String> body = conversation == null
                ? Map.of("content", prompt)
                : Map.of("content", prompt, "conversationId", conversation);
        JsonPath reply = planner("ann")
                .body(body)
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        conversation = reply.getString("data.conversationId");
        return reply;
    }

    /** The id of what the brief is saved as. */
    String saved(String name) {
        say(BRIEF);
        say("save it as " + name);
        return say("yes").getString("data.metadata.audience.id");
    }

    static void change(String id, String name, String signal) {
        Map<String, Object> rule = Map.of("all", List.of(Map.of("any", List.of(signal))));
        planner("ann")
                .body(Map.of("name", name, "rule", rule))
                .put("/audiences/{id}", id)
                .then()
                .statusCode(200);
    }

    static JsonPath audience(String id) {
        return planner("ann").get("/audiences/{id}", id).jsonPath();
    }

    static List<String> audiences() {
        return planner("ann").get("/audiences").jsonPath().getList("data.name");
    }

    static List<String> customers(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + n).toList();
    }
}
