package dev.earshot.http;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Management;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class HealthTest {

    @Test
    void started_live_and_ready_answer_up() {
        for (String probe : new String[] {"started", "live", "ready"}) {
            Management.get("/q/health/" + probe).then().statusCode(200).body("status", is("UP"));
        }
    }

    @Test
    void health_and_metrics_are_on_the_management_port_alone_and_the_api_is_described_on_the_public_one() {
        for (String path : new String[] {"/q/health", "/q/health/live", "/q/health/ready", "/q/metrics"}) {
            get(path).then().statusCode(404);
            Management.get(path).then().statusCode(200);
        }
        for (String path : new String[] {"/q/openapi", "/q/swagger-ui/"}) {
            get(path).then().statusCode(200);
            Management.get(path).then().statusCode(404);
        }
        Management.get("/tools").then().statusCode(404);
    }

    @Test
    void an_unknown_path_is_answered_as_a_problem() {
        get("/nothing/here").then().statusCode(404).body("success", is(false)).body("code", is("NOT_FOUND"));
    }
}
