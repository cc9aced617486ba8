package dev.earshot.webhook;

import static java.time.Duration.ofSeconds;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.earshot.http.client.HttpClientSettings;
import dev.earshot.outbox.Drained;
import dev.earshot.testing.Api;
import dev.earshot.testing.stub.WebhookStub;
import dev.earshot.testing.stub.WebhookStub.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Events for an endpoint of webhooks, and what of them has arrived. */
abstract class WebhookDeliveries extends Drained {
    static final String ADVICE = "record_ai_advice_rated";

    WebhookStub crm;

    @Inject
    HttpClientSettings outgoing;

    @Inject
    Vertx vertx;

    @BeforeEach
    void fresh() {
        crm.reset();
    }

    /** The circuit is closed and no hold is left for the next test. */
    @AfterEach
    void acceptAgain() {
        crm.reset();
        for (int i = 0; i < 2; i++) {
            clock.advance(ofSeconds(31));
            drain();
        }
    }

    int owed(String destination) {
        return row("select count(*)::int as n from delivery where destination = $1 and status = 'PENDING'", destination)
                .getInteger("n");
    }

    static void state(String destination, String state) {
        Api.admin()
                .get("/admin/deliveries/state?destination={d}", destination)
                .then()
                .statusCode(200)
                .body("data.destination", is(destination))
                .body("data.destinations", contains("netmera", "crm"))
                .body("data.state", is(state));
    }

    static String received(Message message, String secret, String body, boolean intact) {
        return new JsonObject()
                .put("secret", secret)
                .put("headers", new JsonObject(Map.copyOf(message.headers())))
                .put("body", body)
                .put("intact", intact)
                .encode();
    }
}
