package dev.earshot.tool.report;

import dev.earshot.customer.IdleSessionCloser;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Visit;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A shop whose customers take steps. */
abstract class FunnelShop {
    static final String SAVED_AND_BOUGHT = "ai_query_submitted,ai_item_saved,ai_conversion_completed";

    @Inject
    SettableClock clock;

    @Inject
    IdleSessionCloser idle;

    @Inject
    StepFunnel funnel;

    @Inject
    Pool pool;

    final String customer = "user_" + UUID.randomUUID();

    Instant from;

    @BeforeEach
    void aShop() {
        Catalogue.ofASmallShop();
        clock.advance(Duration.ofHours(1));
        from = clock.instant();
    }

    static ReportPeriod period(Random random, Instant start) {
        Instant from = start.plus(Duration.ofHours(random.nextInt(480)));
        return new ReportPeriod(from, from.plus(Duration.ofHours(1 + random.nextInt(480))));
    }

    void searches(Visit visit, int after) {
        does(visit, after, "search_items", "query", "tent");
    }

    void saves(Visit visit, int after) {
        does(visit, after, "save_item", "itemId", "tent-1");
    }

    void buys(Visit visit, int after) {
        does(visit, after, "complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
    }

    void does(Visit visit, int after, String tool, Object... arguments) {
        clock.advance(Duration.ofSeconds(after));
        visit.does(tool, arguments);
    }

    ValidatableResponse funnel(Map<String, String> parameters) {
        return ask(parameters).statusCode(200);
    }

    ValidatableResponse ask(Map<String, String> parameters) {
        RequestSpecification request = Api.admin().queryParam("from", from.toString());
        parameters.forEach(request::queryParam);
        return request.get("/admin/funnel").then();
    }
}
