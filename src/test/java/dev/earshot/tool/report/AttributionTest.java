package dev.earshot.tool.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What conversions came from, and what they brought. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AttributionTest extends AttributedShop {
    @Test
    void a_conversion_knows_the_last_and_the_first_query_and_item_across_sessions() {
        Visit first = Visit.of(customer);
        does(first, "search_items", "query", "a tent");
        does(first, "view_item", "itemId", "tent-1");
        Visit second = Visit.of(customer);
        does(second, "search_items", "query", "a backpack");
        does(second, "save_item", "itemId", "backpack-1");
        does(second, "complete_conversion", "itemId", "backpack-1", "revenue", 99.90, "currency", "USD");

        report(Map.of()).body("data.by", is("query")).body("data.rows.key", contains("a backpack"));
        report(Map.of("model", "first")).body("data.rows.key", contains("a tent"));
        report(Map.of("by", "item")).body("data.rows.key", contains("backpack-1"));
        report(Map.of("by", "item", "model", "first")).body("data.rows.key", contains("tent-1"));
        report(Map.of("by", "platform"))
                .body("data.rows.key", contains("chatgpt"))
                .body("data.rows[0].conversions", is(1))
                .body("data.rows[0].attributed", is(1));
        assertThat(new BigDecimal(report(Map.of("by", "currency"))
                        .body("data.rows.key", contains("USD"))
                        .extract()
                        .jsonPath()
                        .getString("data.rows[0].revenue")))
                .isEqualByComparingTo("99.90");
    }

    @Test
    void an_interaction_before_the_window_counts_for_nothing() {
        Visit visit = Visit.of(customer);
        does(visit, "search_items", "query", "a tent");
        clock.advance(Duration.ofMinutes(20));
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", 5, "currency", "USD");

        report(Map.of("window", "PT1H")).body("data.rows.key", contains("a tent"));
        report(Map.of("window", "PT10M"))
                .body("data.rows", hasSize(1))
                .body("data.rows[0].key", nullValue())
                .body("data.rows[0].conversions", is(1))
                .body("data.rows[0].attributed", is(0));
    }

    @Test
    void amounts_of_different_currencies_stand_apart_and_cents_are_exact() {
        Visit visit = Visit.of(customer);
        does(visit, "search_items", "query", "a tent");
        for (String amount : List.of("0.1", "0.2", "1000000.01")) {
            clock.advance(Duration.ofMinutes(1));
            does(
                    visit,
                    "complete_conversion",
                    "itemId",
                    "tent-1",
                    "revenue",
                    new BigDecimal(amount),
                    "currency",
                    "USD");
        }
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", 7, "currency", "EUR");

        String json = report(Map.of())
                .body("data.rows.currency", contains("USD", "EUR"))
                .body("data.rows.conversions", contains(3, 1))
                .body("data.totals.currency", contains("EUR", "USD"))
                .extract()
                .asString();
        assertThat(json).contains("\"revenue\":1000000.31");
    }

    @Test
    void a_whole_report_is_csv_that_a_spreadsheet_may_open() {
        Visit visit = Visit.of(customer);
        does(visit, "search_items", "query", "=1+1, \"tents\"");
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", 5.5, "currency", "USD");

        String csv = ask(Map.of(), Api.admin().accept("text/csv"))
                .statusCode(200)
                .contentType(is("text/csv;charset=UTF-8"))
                .header("Content-Disposition", is("attachment; filename=\"attribution.csv\""))
                .extract()
                .asString();
        assertThat(csv)
                .isEqualTo("query,currency,conversions,attributed,revenue\r\n"
                        + "\"'=1+1, \"\"tents\"\"\",USD,1,1,5.5\r\n");
    }

    @Test
    void the_report_says_the_window_as_it_was_asked_for() {
        report(Map.of("window", "P7D")).body("data.window", is("P7D"));
        report(Map.of("window", "PT36H")).body("data.window", is("PT36H"));
    }

    @Test
    void pages_of_any_size_hold_every_row_once() {
        Visit visit = Visit.of(customer);
        for (int i = 0; i < 5; i++) {
            does(visit, "search_items", "query", "tent " + i / 2);
            does(
                    visit,
                    "complete_conversion",
                    "itemId",
                    "tent-1",
                    "revenue",
                    1 + i,
                    "currency",
                    i % 2 == 0 ? "USD" : "EUR");
        }
        List<Object> all = report(Map.of()).extract().path("data.rows");
        assertThat(all).hasSizeGreaterThan(3);
        List<Object> paged = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = report(cursor == null ? Map.of("limit", "2") : Map.of("limit", "2", "cursor", cursor))
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("data.rows"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void an_erased_customers_conversions_leave_the_report() {
        Visit visit = Visit.of(customer);
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", 5, "currency", "USD");
        report(Map.of()).body("data.rows", hasSize(1));
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);
        report(Map.of()).body("data.rows", hasSize(0));
    }

    @Test
    void a_senseless_question_is_refused() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "by", "weather", "model", "middle", "window", "P93D", "cursor", "x", "limit", "1001")
                .entrySet()) {
            ask(Map.of(wrong.getKey(), wrong.getValue()), Api.admin())
                    .statusCode(400)
                    .body("errors.field", contains(wrong.getKey()));
        }
        ask(Map.of(), Api.planner("bob")).statusCode(403);
    }
}
