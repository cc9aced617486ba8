package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Insightarc's answer is on its way before the session has been read, if the session is known here. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class EarlyContextTest {
    InsightarcStub insightarc;

    private final String customer = "user_" + UUID.randomUUID();

    @Inject
    Pool pool;

    private SqlConnection other;
    private Transaction lock;

    @BeforeEach
    void quiet() {
        insightarc.reset();
    }

    @AfterEach
    void unlock() {
        if (other != null) {
            readable();
        }
    }

    @Test
    void insightarc_is_asked_while_the_session_of_an_earlier_call_is_being_read() {
        // A failure is not kept, so the next call asks once more.
        insightarc.answersWith(500);
        Visit visit = Visit.of(customer);
        insightarc.reset();
        insightarc.knows(customer, new JsonObject().put("stats", new JsonObject().put("type_of_signal", "drop")));
        unreadable();

        CompletableFuture<ValidatableResponse> answer =
                CompletableFuture.supplyAsync(() -> visit.does("get_customer_context"));
        await().until(() -> !historiesAsked().isEmpty());
        assertThat(answer).isNotDone();

        readable();
        answer.join().body("data.context.signal", is("drop"));
        assertThat(historiesAsked()).hasSize(1);
    }

    private List<String> historiesAsked() {
        return insightarc.asked().stream()
                .filter(uri -> uri.startsWith("/context/history/" + customer))
                .toList();
    }

    /** No session can be read until this test lets it. */
    private void unreadable() {
        other = pool.getConnectionAndAwait();
        lock = other.beginAndAwait();
        other.query("lock table session").executeAndAwait();
    }

    private void readable() {
        lock.rollbackAndAwait();
        other.closeAndAwait();
        other = null;
    }
}
