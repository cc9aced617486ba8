package dev.earshot.customer;

import static org.hamcrest.Matchers.is;

import dev.earshot.outbox.Drained;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The profile that is stored, beside the one that Netmera has. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ProfileComparisonTest extends Drained {
    @Test
    void netmeras_profile_stands_beside_the_stored_one() {
        Visit visit = Visit.of(customer);
        JsonObject profile = new JsonObject().put("city", "Ankara").put("points", 10);
        visit.does("identify_customer", "customerId", customer, "profile", profile);
        compared()
                .body("data.consent", is(true))
                .body("data.netmera", is("UNKNOWN_CUSTOMER"))
                .body("data.lastSent.status", is("PENDING"))
                .body("data.attributes.find{it.name=='city'}.equal", is(false));
        drain();
        compared()
                .body("data.netmera", is("FOUND"))
                .body("data.lastSent.event", is("profile"))
                .body("data.lastSent.status", is("DELIVERED"))
                .body("data.attributes.equal", is(List.of(true, true)))
                .body("data.attributes.find{it.name=='city'}.netmera", is("Ankara"));

        visit.does("identify_customer", "customerId", customer, "profile", new JsonObject().put("city", "Izmir"));
        compared()
                .body("data.attributes.find{it.name=='city'}.stored", is("Izmir"))
                .body("data.attributes.find{it.name=='city'}.netmera", is("Ankara"))
                .body("data.attributes.find{it.name=='city'}.equal", is(false));
    }

    private ValidatableResponse compared() {
        return Api.admin().get("/admin/customers/{id}/profile", customer).then().statusCode(200);
    }
}
