package dev.earshot.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Management;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.NetmeraStub.Reply;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Netmera refuses us and not a delivery, everything is held and nothing is spent. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class HoldTest extends Drained {

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
        assertThat(Management.metrics()).contains("earshot_deliveries_held 1.0");
        Management.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Delivery' }.data.state", is("degraded"));

        netmera.answers(call -> Reply.OK);
        clock.advance(ofSeconds(31));
        assertThat(drain()).isEqualTo(4);
        assertThat(Management.metrics()).contains("earshot_deliveries_held 0.0");
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
