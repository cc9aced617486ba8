package dev.earshot.outbox.dispatch;

import static dev.earshot.testing.stub.NetmeraStub.Reply.tooManyRequests;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.outbox.Drained;
import dev.earshot.testing.Api;
import dev.earshot.testing.Management;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When Netmera fails, the circuit opens, probes are sent now and then, and everything flows once one is answered. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class OutageBreakerTest extends Drained {
    /** Failures in a row that say that it is not about single customers. */
    private static final int IN_A_ROW = 8;
    /** From a pause of a second to the longest. */
    private static final int DOUBLINGS = 5;

    private static final Duration LONGEST = ofSeconds(10);

    @AfterEach
    void answerAgain() {
        netmera.answers(call -> Reply.OK);
        for (int i = 0; i < 2; i++) {
            clock.advance(ofSeconds(31));
            drain();
        }
    }

    @Test
    void everything_rests_but_for_probes_that_spend_one_customers_attempt_each_and_then_flows_at_once() {
        netmera.answers(call -> Reply.of(503, "down"));
        int failing = failUntilItRestsLongest();
        int calls = netmera.calls().size();
        int spent = attempts();
        visits("waiting", 10);

        assertThat(drain()).isZero();
        standing("resting", "503 down");
        assertThat(Management.metrics()).contains("earshot_deliveries_resting{destination=\"netmera\"} 1.0");
        Management.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Delivery' }.data.state", is("degraded"));

        clock.advance(LONGEST);
        assertThat(drain()).isEqualTo(1);
        assertThat(drain()).isZero();
        assertThat(netmera.calls()).hasSize(calls + 1);
        assertThat(attempts()).isEqualTo(spent + 1);

        netmera.answers(call -> Reply.OK);
        clock.advance(ofMinutes(5));
        assertThat(drain()).isEqualTo(failing + 10);
        assertThat(netmera.calls()).hasSize(calls + 3);
        assertThat(netmera.received().stream().map(event -> event.getString("eventId")))
                .doesNotHaveDuplicates()
                .hasSize(failing + 10);
        standing("flowing", null);
        assertThat(Management.metrics()).contains("earshot_deliveries_resting{destination=\"netmera\"} 0.0");
    }

    @Test
    void while_it_lasts_what_has_failed_is_due_again_with_all_else() {
        netmera.answers(call -> Reply.of(503, "down"));
        failUntilItRestsLongest();
        pool.query("truncate delivery, lane").executeAndAwait();
        Visit.of(customer);
        for (int probes = 0; probes < IN_A_ROW; probes++) {
            clock.advance(LONGEST);
            assertThat(drain()).isEqualTo(1);
        }

        netmera.answers(call -> Reply.OK);
        clock.advance(LONGEST);
        assertThat(drain()).isEqualTo(1);
    }

    @Test
    void one_that_fails_seven_times_in_eight_is_sent_all_that_is_due() {
        AtomicInteger calls = new AtomicInteger();
        netmera.answers(call -> calls.incrementAndGet() % IN_A_ROW == 0 ? Reply.OK : Reply.of(503, ""));
        for (int i = 0; i < 3 * IN_A_ROW; i++) {
            Visit.of(customer + "_" + i);
            assertThat(drain()).isPositive();
        }
    }

    @Test
    void a_delay_that_it_names_is_obeyed_for_everybody() {
        Visit.of(customer);
        netmera.willAnswer(tooManyRequests(30));
        assertThat(drain()).isEqualTo(1);
        visits("later", 5);

        assertThat(drain()).isZero();
        standing("resting", "429");
        clock.advance(ofSeconds(28));
        assertThat(drain()).isZero();
        clock.advance(ofSeconds(3));
        assertThat(drain()).isEqualTo(6);
        assertThat(attempts()).isEqualTo(7);
    }

    /**
     * Fails often enough that the longest pause has begun, and returns how many customers have pending deliveries by
     * then.
     */
    private int failUntilItRestsLongest() {
        int rounds = IN_A_ROW + DOUBLINGS;
        for (int i = 0; i < rounds; i++) {
            Visit.of(customer + "_failing_" + i);
            clock.advance(LONGEST);
            assertThat(drain()).isPositive();
        }
        return rounds;
    }

    private void visits(String who, int count) {
        IntStream.range(0, count).forEach(i -> Visit.of(customer + "_" + who + "_" + i));
    }

    private int attempts() {
        return row("select sum(attempts)::int as spent from delivery").getInteger("spent");
    }

    private static void standing(String state, String answer) {
        Api.admin()
                .get("/admin/deliveries/state")
                .then()
                .statusCode(200)
                .body("data.state", is(state))
                .body("data.answer", is(answer));
    }
}
