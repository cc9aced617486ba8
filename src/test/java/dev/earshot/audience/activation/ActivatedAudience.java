package dev.earshot.audience.activation;

import static dev.earshot.audience.Hikers.HIKERS;
import static dev.earshot.audience.Hikers.made;
import static dev.earshot.testing.Api.planner;
import static java.time.Duration.ofSeconds;

import dev.earshot.outbox.dispatch.Dispatcher;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.database.StoredSignals;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** An audience that becomes a tag at a stub of Netmera. */
abstract class ActivatedAudience {
    static final String UNKNOWN = "{\"code\":5016,\"error\":\"extId not found\"}";

    NetmeraStub netmera;

    @Inject
    Pool pool;

    @Inject
    Dispatcher dispatcher;

    @Inject
    ActivationWorker worker;

    @Inject
    SettableClock clock;

    String id;

    String tag;

    @BeforeEach
    void anAudience() {
        StoredSignals.forgetAll(pool);
        netmera.reset();
        id = made("ann", "Hikers", HIKERS);
        tag = planner("ann").get("/audiences/{id}", id).path("data.tag");
    }

    ValidatableResponse act(String act) {
        return planner("ann").post("/audiences/" + id + "/" + act).then().statusCode(202);
    }

    ValidatableResponse latest() {
        return planner("ann").get("/audiences/{id}/activations", id).then().statusCode(200);
    }

    ValidatableResponse refused() {
        return planner("ann").get("/audiences/{id}/refused", id).then().statusCode(200);
    }

    /** Plans and sends until nothing moves any more. */
    void settle() {
        do {
            advance();
        } while (dispatcher.drain().await().atMost(ofSeconds(20)) > 0);
    }

    void advance() {
        worker.advance().await().atMost(ofSeconds(20));
    }

    int rows(String sql) {
        return pool.query(sql).executeAndAwait().size();
    }
}
