package dev.earshot.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Netmera's REST API as far as Earshot uses it: it accepts and refuses what Netmera does, and shows what arrived. */
@Path("/sandbox/netmera")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
@Produces(MediaType.APPLICATION_JSON)
public class NetmeraStandIn {
    private static final int MOST_CUSTOMERS = 1000;
    private static final Set<String> NUMBERS = Set.of("price", "revenue");

    private final ReceivedCalls arrivals;

    NetmeraStandIn(ReceivedCalls arrivals) {
        this.arrivals = arrivals;
    }

    @POST
    @Path("/rest/3.0/fireEvents")
    @Operation(hidden = true)
    public Response fireEvents(String body) {
        return take("fireEvents", "name", body);
    }

    @POST
    @Path("/rest/3.0/setProfileAttributes")
    @Operation(hidden = true)
    public Response setProfileAttributes(String body) {
        return take("setProfileAttributes", "profile", body);
    }

    /** A panel in which everything is registered as it is sent by default. */
    @GET
    @Path("/rest/3.0/app/events")
    @Operation(hidden = true)
    public Map<String, Object> events() {
        return Map.of(
                "standardEvents", List.of(),
                "customEvents",
                        List.of(
                                event("AISessionStarted", "platform", "entryPoint"),
                                event("AIQuerySubmitted", "platform", "queryText", "category", "filters"),
                                event("AIResultViewed", "itemId", "itemName", "price"),
                                event("AIItemSaved", "itemId", "itemType"),
                                event("AIConversionCompleted", "itemId", "revenue", "currency", "sourceEvent")));
    }

    /** The attributes that are likeliest to be sent. */
    @GET
    @Path("/rest/3.0/app/profile-attributes")
    @Operation(hidden = true)
    public Map<String, Object> attributes() {
        return Map.of(
                "standardAttributes",
                Stream.of("name", "surname", "email", "msisdn", "gender", "city", "country", "language")
                        .map(code -> Map.of("code", code, "dataType", "STRING"))
                        .toList(),
                "customAttributes",
                List.of());
    }

    /** Everything that has arrived of a customer's profile. */
    @GET
    @Path("/rest/3.0/getProfileAttributes")
    @Operation(hidden = true)
    public Response profile(@RestQuery String extId) {
        List<JsonObject> arrived = arrivals.of(extId);
        if (arrived.isEmpty()) {
            return error(5016, "extId not found");
        }
        JsonObject profile = new JsonObject();
        arrived.stream()
                .map(arrival -> arrival.getJsonObject("body").getJsonObject("profile", new JsonObject()))
                .forEach(profile::mergeIn);
        return Response.ok(Map.of("extId", extId, "profile", profile.getMap())).build();
    }

    private static Map<String, Object> event(String code, String... attributes) {
        return Map.of(
                "code",
                code,
                "eventName",
                code,
                "attributes",
                Stream.of(attributes)
                        .map(attribute -> Map.of(
                                "code", attribute, "dataType", NUMBERS.contains(attribute) ? "DOUBLE" : "STRING"))
                        .toList());
    }

    @POST
    @Path("/rest/3.0/deleteUsers")
    @Operation(hidden = true)
    public Response deleteUsers(String body) {
        try {
            new JsonObject(body)
                    .getJsonArray("extIds")
                    .forEach(id -> arrivals.add("deleteUsers", new JsonObject().put("extId", id)));
            return Response.ok().build();
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return error(2009, "Invalid JSON");
        }
    }

    @POST
    @Path("/rest/3.0/tagUsers")
    @Operation(hidden = true)
    public Response tagUsers(String body) {
        return tag("tagUsers", body);
    }

    @POST
    @Path("/rest/3.0/untagUsers")
    @Operation(hidden = true)
    public Response untagUsers(String body) {
        return tag("untagUsers", body);
    }

    private Response tag(String method, String body) {
        try {
            JsonObject order = new JsonObject(body);
            JsonArray customers = order.getJsonArray("extIds");
            if (order.getString("tag", "").isBlank() || customers.size() > MOST_CUSTOMERS) {
                return error(2020, "tag and at most 1000 extIds are required");
            }
            customers.forEach(
                    id -> arrivals.add(method, new JsonObject().put("extId", id).put("tag", order.getString("tag"))));
            return Response.ok().build();
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return error(2009, "Invalid JSON");
        }
    }

    /** What has arrived, of one customer or of all. */
    @GET
    @Path("/received")
    @Operation(hidden = true)
    public List<Map<String, Object>> received(@RestQuery String extId) {
        return arrivals.of(extId).stream().map(JsonObject::getMap).toList();
    }

    /** All or nothing, as Netmera does: one entry without what is required refuses the call. */
    private Response take(String method, String required, String body) {
        try {
            JsonArray entries = new JsonArray(body);
            for (Object entry : entries) {
                if (!(entry instanceof JsonObject one)
                        || one.getString("extId") == null
                        || one.getValue(required) == null) {
                    return error(2020, "extId and " + required + " are required");
                }
            }
            entries.forEach(entry -> arrivals.add(method, (JsonObject) entry));
            return Response.ok().build();
        } catch (DecodeException | ClassCastException e) {
            return error(2009, "Invalid JSON");
        }
    }

    private static Response error(int code, String text) {
        return Response.status(400).entity(Map.of("code", code, "error", text)).build();
    }
}
