package dev.earshot.tool.idempotency;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Calls of tools that are sent again, and the events that they cause. */
abstract class KeyedCalls {
    @Inject
    Pool pool;

    @Inject
    SettableClock clock;

    final String key = UUID.randomUUID().toString();

    @BeforeEach
    void items() {
        Catalogue.ofASmallShop();
    }

    static JsonObject conversion(Visit visit, double revenue) {
        return new JsonObject()
                .put("sessionId", visit.sessionId())
                .put("itemId", "tent-1")
                .put("revenue", revenue)
                .put("currency", "USD");
    }

    static Response call(RequestSpecification platform, JsonObject conversion, String key) {
        return call(platform, "complete_conversion", conversion, key);
    }

    static Response call(RequestSpecification platform, String tool, JsonObject arguments, String key) {
        RequestSpecification request = key == null ? platform : platform.header("Idempotency-Key", key);
        return request.body(arguments.encode()).post("/tools/" + tool);
    }

    long events(String customer, String kind) {
        return Rows.number(pool, "select count(*) from delivery where customer_id = $1 and kind = $2", customer, kind);
    }
}
