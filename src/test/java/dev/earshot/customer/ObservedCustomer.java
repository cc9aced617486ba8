package dev.earshot.customer;

import dev.earshot.outbox.Drained;
import dev.earshot.testing.Api;
import io.restassured.response.ValidatableResponse;

/** A customer whose timeline an operator reads. */
abstract class ObservedCustomer extends Drained {
    void consents(boolean granted) {
        Api.admin()
                .body("{\"granted\":" + granted + "}")
                .put("/admin/customers/{id}/consent", customer)
                .then()
                .statusCode(200);
    }

    ValidatableResponse timeline(String query) {
        return Api.admin()
                .get("/admin/customers/" + customer + "/timeline" + query)
                .then()
                .statusCode(200);
    }
}
