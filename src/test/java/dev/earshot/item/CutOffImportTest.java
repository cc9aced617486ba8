package dev.earshot.item;

import static dev.earshot.item.ItemFeed.admin;
import static dev.earshot.item.ItemFeed.line;
import static dev.earshot.item.ItemFeed.lines;
import static dev.earshot.item.ItemFeed.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.FailingRows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imports that end in the middle: what was stored until then stays, and is used. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class CutOffImportTest extends ImportedItems {
    private static final String LAST = line("full", "Tent", "10");

    private FailingRows failing;

    @BeforeEach
    void noRoom() {
        failing = new FailingRows(pool, "insert", "item", "new.item_id = 'full'");
    }

    @AfterEach
    void room() {
        failing.close();
    }

    @Test
    void the_last_line_of_its_progress_is_the_problem() {
        String answer = admin().accept("application/x-ndjson")
                .body(lines(0, 500) + LAST)
                .post("/admin/items/import")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(answer.strip().lines())
                .hasSize(2)
                .startsWith("{\"read\":500,\"imported\":500,\"rejected\":0}")
                .last()
                .asString()
                .startsWith("{\"success\":false,")
                .contains("DATABASE_UNAVAILABLE");
        assertThat(count()).isEqualTo(500);
    }

    @Test
    void similar_items_follow_at_once() {
        post(line("A", "Yellow tent", "10") + line("B", "Blue tent", "10")).statusCode(200);
        Item tent = find("A");
        assertThat(similar(tent)).containsExactly("B");

        post(line("C", "Green tent", "10") + lines(0, 499) + LAST).statusCode(503);

        assertThat(similar(tent)).contains("C");
    }

    private List<String> similar(Item item) {
        return items.similar(item, 5).await().indefinitely().stream()
                .map(Item::itemId)
                .toList();
    }
}
