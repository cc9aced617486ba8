package dev.earshot.chat;

import static dev.earshot.testing.Api.admin;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.StoredSignals;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no audience could be made of is kept out of a draft, or is said to the planner. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class UnsavableDraftsTest {
    @Inject
    Pool pool;

    private String conversation;

    @BeforeEach
    void begin() {
        StoredSignals.forgetAll(pool);
        conversation = Api.conversation(planner("ann"));
    }

    @AfterEach
    void leaveNothing() {
        StoredSignals.forgetAll(pool);
    }

    @Test
    void a_signal_that_was_retired_meanwhile_is_named_and_leaves_the_draft_before_anything_is_done() {
        taxonomyGains("own_falconry", "falconry");
        say("People in California who love falconry");
        say("save it");
        taxonomyLoses("own_falconry");

        JsonPath told = say("yes");
        assertThat(told.getString("data.content"))
                .startsWith("No longer in the taxonomy")
                .contains("own_falconry");
        assertThat(told.getList("data.metadata.draft.all.any")).containsExactly(List.of("loc_ca"));
        assertThat(audiences()).isEmpty();

        say("save it as Californians");
        assertThat(say("yes").getString("data.content")).startsWith("Saved as");
    }

    @Test
    void a_prompt_that_finds_a_signal_of_the_draft_retired_is_answered_with_its_name_first() {
        taxonomyGains("own_curling", "curling");
        say("People in California who love curling");
        taxonomyLoses("own_curling");

        JsonPath told = say("only women");
        assertThat(told.getString("data.content"))
                .startsWith("No longer in the taxonomy, so I took it out of the draft: curling.");
        assertThat(told.getList("data.metadata.draft.all.any"))
                .isEqualTo(List.of(List.of("loc_ca"), List.of("demo_female")));
        assertThat(say("only women").getString("data.content")).doesNotContain("curling");
    }

    @Test
    void a_draft_gets_no_larger_than_what_can_be_saved() {
        List<String> places = names("location", 80);
        JsonPath reply = null;
        for (int at = 0; at < places.size(); at += 20) {
            reply = say("People in " + String.join(", ", places.subList(at, at + 20)));
        }
        assertThat(reply.getString("data.content")).startsWith("An audience holds at most 20 conditions");
        assertThat(reply.<List<String>>getList("data.metadata.draft.all.any").stream()
                        .mapToInt(List::size)
                        .sum())
                .isEqualTo(60);
        say("start over");
        for (String interest : names("interest", 30)) {
            reply = say("interested in " + interest);
        }
        assertThat(reply.getString("data.content")).startsWith("An audience holds at most 20 conditions");
        assertThat(reply.getList("data.metadata.draft.all")).hasSize(20);

        say("save it as Everything");
        assertThat(say("yes").getString("data.content")).startsWith("Saved as");
    }

    @Test
    void what_cannot_be_saved_is_said_to_be_so() {
        say("People in California");
        pool.preparedQuery("update message set metadata = jsonb_set(metadata, '{draft,all}', $2) where id = $1")
                .executeAndAwait(Tuple.of(
                        say("save it").getString("data.id"),
                        new JsonArray(Collections.nCopies(21, Map.of("any", List.of("loc_ca"))))));

        assertThat(say("yes").getString("data.content"))
                .startsWith("I can't do that: ")
                .contains("at most 20 groups");
    }

    private JsonPath say(String prompt) {
        return planner("ann")
                .body(Map.of("content", prompt, "conversationId", conversation))
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static List<String> audiences() {
        return planner("ann").get("/audiences").jsonPath().getList("data.name");
    }

    private static void taxonomyGains(String id, String name) {
        admin().contentType("application/x-ndjson")
                .body(new JsonObject()
                        .put("id", id)
                        .put("name", name)
                        .put("type", "interest")
                        .encode()
                        .getBytes(StandardCharsets.UTF_8))
                .post("/admin/taxonomy/import")
                .then()
                .statusCode(200);
        awaitSignal(id, 200);
    }

    /** As an import that replaces the others would have it, without those that other tests need. */
    private void taxonomyLoses(String id) {
        pool.preparedQuery("update signal set retired_at = now() where id = $1").executeAndAwait(Tuple.of(id));
        pool.query("select pg_notify('earshot_taxonomy', '')").executeAndAwait();
        awaitSignal(id, 404);
    }

    private static void awaitSignal(String id, int status) {
        await().untilAsserted(() ->
                planner("ann").get("/taxonomy/signals/{id}", id).then().statusCode(status));
    }

    /** What signals of a type are called; of places those in English. */
    private static List<String> names(String type, int count) {
        return planner("ann")
                .queryParam("type", type)
                .queryParam("limit", 200)
                .get("/taxonomy/signals")
                .jsonPath()
                .<String>getList("data.findAll { !it.id.startsWith('loc_tr') }.name")
                .subList(0, count);
    }
}
