package dev.earshot.outbox.dispatch;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;

import dev.earshot.outbox.Drained;
import dev.earshot.testing.Management;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Netmera refuses us and not a delivery, everything is held and nothing is spent. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class RefusalHoldTest extends Drained {

    @AfterEach
    void takeUsAgain() {
        netmera.answers(call -> Reply.OK);
        clock.advance(ofSeconds(31));
        drain();
        clock.advance(ofSeconds(31));
        drain();
    }

    @ParameterizedTest
    @CsvSource({"401,0", "403,2010", "400,5022", "400,2021", "400,5021"})
    void everything_is_held_until_netmera_takes_us_again_and_no_attempt_is_spent(int status, int code) {
        IntStream.range(0, 3).forEach(i -> Visit.of(customer + "_" + i));
        netmera.answers(call -> Reply.of(status, "{\"code\":" + code + ",\"error\":\"no\"}"));
        drain();
        assertThat(netmera.calls()).hasSize(1);

        Visit.of(customer + "_later");
        assertThat(drain()).isZero();
        assertThat(row("select sum(attempts)::int as spent from delivery").getInteger("spent"))
                .isZero();
        assertThat(Management.metrics()).contains("earshot_deliveries_held{destination=\"netmera\"} 1.0");
        Management.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Delivery' }.data.state", is("degraded"));

        netmera.answers(call -> Reply.OK);
        clock.advance(ofSeconds(31));
        assertThat(drain()).isEqualTo(4);
        assertThat(Management.metrics()).contains("earshot_deliveries_held{destination=\"netmera\"} 0.0");
    }

    /** As with an address without {@code /rest/3.0}, a captive portal, a login page or a redirecting host. */
    @ParameterizedTest
    @CsvSource({
        "404,text/html",
        "404,application/json",
        "405,text/plain",
        "301,text/html",
        "200,text/html;charset=utf-8"
    })
    void an_address_that_is_not_netmeras_holds_everything_and_is_named(int status, String type) {
        clock.advance(ofSeconds(61));
        IntStream.range(0, 3).forEach(i -> Visit.of(customer + "_" + i));
        netmera.answers(
                call -> new Reply(status, "<h1>Not here</h1>", Map.of("Content-Type", type, "Location", "/"), false));
        drain();
        assertThat(drain()).isZero();

        assertThat(netmera.calls()).hasSize(1);
        assertThat(row("select sum(attempts)::int as spent from delivery").getInteger("spent"))
                .isZero();
        assertThat(Management.metrics()).contains("earshot_deliveries_held{destination=\"netmera\"} 1.0");
        Management.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Delivery' }.data.state", is("degraded"))
                .body(
                        "checks.find { it.name == 'Delivery' }.data.reason",
                        matchesRegex(status + ".* from http://localhost:\\d+/rest/3.0/fireEvents, which is not"
                                + " Netmera's REST API; see EARSHOT_NETMERA_URL"));

        netmera.answers(call -> Reply.OK);
        clock.advance(ofSeconds(31));
        assertThat(drain()).isEqualTo(3);
        assertThat(Management.metrics()).contains("earshot_deliveries_held{destination=\"netmera\"} 0.0");
        assertThat(IntStream.range(0, 3))
                .allSatisfy(
                        i -> assertThat(netmera.received(customer + "_" + i)).hasSize(1));
    }

    @Test
    void a_single_odd_answer_among_right_ones_holds_nothing() {
        Visit.of(customer + "_first");
        assertThat(drain()).isEqualTo(1);
        Visit.of(customer + "_odd");
        netmera.willAnswer(Reply.of(404, "<html>"));
        drain();
        assertThat(Management.metrics()).contains("earshot_deliveries_held{destination=\"netmera\"} 0.0");

        Visit.of(customer + "_next");
        drain();
        assertThat(netmera.received(customer + "_next")).hasSize(1);
        clock.advance(ofSeconds(2));
        drain();
        assertThat(netmera.received(customer + "_odd")).hasSize(1);
    }

    @Test
    void while_refused_a_single_customers_deliveries_are_tried_at_a_time() {
        IntStream.range(0, 5).forEach(i -> Visit.of(customer + "_" + i));
        netmera.answers(call -> Reply.of(403, "{\"code\":2010}"));
        drain();
        clock.advance(ofSeconds(31));
        drain();

        assertThat(netmera.calls()).hasSize(2);
        assertThat(netmera.calls().get(1).body()).hasSize(1);
    }
}
