package dev.earshot.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Insightarc's API with made-up people: each customer id always gives the same history, about one in five is unknown,
 * and a session is engaged, losing interest or just over by the last character of its id.
 */
@Path("/sandbox/insightarc/context")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
@Produces(MediaType.APPLICATION_JSON)
public class InsightarcStandIn {
    private static final String[][] LOOKED_AT = {
        {"Trailhead 45 hiking backpack", "outdoor", "89.00"},
        {"City break in Barcelona", "travel_planning", "640.00"},
        {"Noise-cancelling headphones", "electronics", "199.00"},
        {"Running shoes", "footwear", "120.00"},
        {"Espresso machine", "kitchen", "349.00"}
    };

    @GET
    @Path("/history/{customerId}")
    @Operation(hidden = true)
    public Map<String, Object> history(@RestPath String customerId) {
        int person = Math.floorMod(customerId.hashCode(), 10);
        if (person < 2) {
            throw new NotFoundException();
        }
        JsonArray intents = new JsonArray()
                .add(intent(person % LOOKED_AT.length, true))
                .add(intent((person + 1) % LOOKED_AT.length, true));
        return new JsonObject()
                .put("customerId", customerId)
                .put("stats", stats(person).put("bought", person > 6))
                .put("intents", intents)
                .getMap();
    }

    @GET
    @Path("/realtime/{sessionId}")
    @Operation(hidden = true)
    public Map<String, Object> realtime(@RestPath String sessionId) {
        int kind = Math.floorMod(sessionId.charAt(sessionId.length() - 1), 10);
        return new JsonObject()
                .put("sessionId", sessionId)
                .put("stats", stats(kind))
                .put("current_intent", intent(kind % LOOKED_AT.length, false))
                .getMap();
    }

    private static JsonObject stats(int kind) {
        return new JsonObject()
                .put("engagement_rate", 15.0 + kind * 8)
                .put("type_of_signal", kind < 3 ? "drop" : kind < 8 ? "reg" : "after_buy")
                .put("avg_see_page", 20.0 + kind * 9)
                .put("is_bot", false);
    }

    private static JsonObject intent(int which, boolean dated) {
        String[] thing = LOOKED_AT[which];
        JsonObject intent = new JsonObject()
                .put("url", "https://store.example/" + thing[1])
                .put("name", thing[0])
                .put("category", thing[1])
                .put("price_amount", Double.parseDouble(thing[2]))
                .put("price_cur", "USD");
        return dated
                ? intent.put(
                        "timestamp", Instant.now().truncatedTo(ChronoUnit.DAYS).toString())
                : intent;
    }
}
