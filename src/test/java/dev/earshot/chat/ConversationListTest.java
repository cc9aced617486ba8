package dev.earshot.chat;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of conversations, and the search in it. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class ConversationListTest extends SentPrompts {
    @Test
    void conversations_are_listed_newest_first_page_by_page_and_only_to_their_planner() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, sent("dora", "Brief number " + i).getString("data.conversationId"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = planner("dora").queryParam("limit", 2);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/chat/conversations")
                    .jsonPath();
            seen.addAll(page.getList("data.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertThat(seen).isEqualTo(made);
        planner("ed").get("/chat/conversations").then().body("data", hasSize(0));
        planner("ed")
                .queryParam("cursor", "x")
                .get("/chat/conversations")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_CURSOR"));
    }

    @Test
    void the_list_can_be_searched_in_titles_and_messages() {
        String byTitle = sent("fay", "Snowboarders").getString("data.conversationId");
        String byMessage = sent("fay", "Hello").getString("data.conversationId");
        planner("fay")
                .body(Map.of("conversationId", byMessage, "content", "people with 100% snowboard_love"))
                .post("/chat/messages");
        sent("fay", "Cat owners");
        assertThat(search("snowboard")).containsExactly(byMessage, byTitle);
        assertThat(search("100%")).containsExactly(byMessage);
        assertThat(search("snowboard_")).containsExactly(byMessage);
        assertThat(search("nothing like it")).isEmpty();
    }

    @Test
    void the_search_minds_neither_case_nor_accents_of_any_language() {
        String lights = sent("fay", "İSTANBUL IŞIKLARI kampanyası").getString("data.conversationId");
        for (String text : List.of("ışıkları", "isik", "KAMPANYASI", "istanbul ışık", "İstanbul")) {
            assertThat(search(text)).as(text).containsExactly(lights);
        }
    }

    private static List<String> search(String text) {
        return planner("fay")
                .queryParam("q", text)
                .get("/chat/conversations")
                .jsonPath()
                .getList("data.id");
    }
}
