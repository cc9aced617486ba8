package dev.earshot.tool.backend;

import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import dev.earshot.testing.stub.BackendStub;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A stub of a backend that tools call. */
abstract class CalledBackend {
    static final String RESERVATIONS = "/api/items/tent-1/reservations";

    BackendStub backend;

    @Inject
    Pool pool;

    @Inject
    SettableClock clock;

    final String customer = "user_" + UUID.randomUUID();

    final String key = UUID.randomUUID().toString();

    @BeforeEach
    void quiet() {
        backend.reset();
    }

    ValidatableResponse reserve(Visit visit, String given) {
        return given == null
                ? visit.call("reserve_item", "itemId", "tent-1", "quantity", 1)
                : visit.call("reserve_item", "itemId", "tent-1", "quantity", 1, "idempotencyKey", given);
    }

    long events(String kind) {
        return Rows.number(pool, "select count(*) from delivery where customer_id = $1 and kind = $2", customer, kind);
    }
}
