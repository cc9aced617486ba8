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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Netmera's REST API as far as Earshot uses it: it takes what Netmera takes, refuses what Netmera refuses, and shows what arrived. */
@Path("/sandbox/netmera")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
@Produces(MediaType.APPLICATION_JSON)
public class NetmeraStandIn {
    private final Arrivals arrivals;

    NetmeraStandIn(Arrivals arrivals) {
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
