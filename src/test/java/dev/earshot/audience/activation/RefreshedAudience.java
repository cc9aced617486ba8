package dev.earshot.audience.activation;

import static dev.earshot.testing.Api.planner;
import static java.time.Duration.ofSeconds;

import dev.earshot.outbox.dispatch.Dispatcher;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.database.StoredSignals;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** Active audiences that two replicas refresh. */
abstract class RefreshedAudience {
    static final String SAVED = """
            {"all":[{"any":[{"event":"ai_item_saved"}]}]}""";

    static final String HIKERS = """
            {"all":[{"any":["int_hiking"]}]}""";

    NetmeraStub netmera;

    @Inject
    Pool pool;

    @Inject
    Dispatcher dispatcher;

    @Inject
    Activations activations;

    @Inject
    ActivationWorker worker;

    @Inject
    SettableClock clock;

    @BeforeEach
    void quiet() {
        StoredSignals.forgetAll(pool);
        netmera.reset();
    }

    static String made(String rule, String more) {
        return planner("ann")
                .body("{\"name\":\"Kept\",\"rule\":" + rule + more + "}")
                .post("/audiences")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    static ValidatableResponse audience(String id) {
        return planner("ann").get("/audiences/{id}", id).then().statusCode(200);
    }

    static ValidatableResponse activations(String id) {
        return planner("ann").get("/audiences/{id}/activations", id).then().statusCode(200);
    }

    void activate(String id) {
        planner("ann").post("/audiences/{id}/activate", id).then().statusCode(202);
        settle();
    }

    void settle() {
        do {
            worker.advance().await().atMost(ofSeconds(20));
        } while (dispatcher.drain().await().atMost(ofSeconds(20)) > 0);
    }

    /** Two replicas look at the same moment. */
    void twoReplicasLook() {
        Uni.join()
                .all(
                        new RefreshSchedule(pool, activations, clock).refreshDue(),
                        new RefreshSchedule(pool, activations, clock).refreshDue())
                .andCollectFailures()
                .await()
                .atMost(ofSeconds(20));
        settle();
    }
}
