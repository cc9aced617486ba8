package dev.earshot.testing;

import static org.hamcrest.Matchers.is;

import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Puts items into the catalogue of the application under test. */
public final class Catalogue {
    private Catalogue() {}

    /** A small shop: a backpack, a tent, and a flight to Barcelona. */
    public static void ofASmallShop() {
        ofASmallShop(Api.admin());
    }

    /** The same, brought in by this admin. */
    public static void ofASmallShop(RequestSpecification admin) {
        String items = item("backpack-1", "Trail hiking backpack", "outdoor > backpacks", 89.90)
                + item("tent-1", "Two-person tent", "outdoor > tents", 240)
                + item("FLIGHT-BCN-001", "Flight to Barcelona", "travel_planning > flights", 540);
        admin.contentType("application/x-ndjson")
                .body(items.getBytes(StandardCharsets.UTF_8))
                .post("/admin/items/import")
                .then()
                .statusCode(200)
                .body("data.rejected", is(0));
    }

    private static String item(String id, String name, String category, double price) {
        return new JsonObject()
                        .put("itemId", id)
                        .put("name", name)
                        .put("category", category)
                        .put("description", name + " for a good time.")
                        .put("price", price)
                        .put("currency", "USD")
                        .put("url", "https://store.example/items/" + id)
                        .encode()
                + "\n";
    }
}
