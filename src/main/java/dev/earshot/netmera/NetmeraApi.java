package dev.earshot.netmera;

import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Netmera's REST API 3.0, as far as it is used here. Bodies are JSON arrays; a success has none. The whole response is
 * examined, because another server may answer at its address.
 */
@RegisterRestClient(configKey = "netmera")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface NetmeraApi {
    String KEY = "X-netmera-api-key";

    /** {@code [{"extId": …, "name": …, any attributes}]}, of at most 1000 distinct {@code extId}s. */
    @POST
    @Path("/fireEvents")
    Uni<Response> fireEvents(@HeaderParam(KEY) String key, String events);

    /** {@code [{"extId": …, "profile": {…}}]}, of at most 1000 distinct {@code extId}s. */
    @POST
    @Path("/setProfileAttributes")
    Uni<Response> setProfileAttributes(@HeaderParam(KEY) String key, String profiles);

    /** {@code {"extIds": […]}}. */
    @POST
    @Path("/deleteUsers")
    Uni<Response> deleteUsers(@HeaderParam(KEY) String key, String customers);

    /** {@code {"tag": …, "extIds": […]}}, of at most 1000. */
    @POST
    @Path("/tagUsers")
    Uni<Response> tagUsers(@HeaderParam(KEY) String key, String order);

    /** The same. */
    @POST
    @Path("/untagUsers")
    Uni<Response> untagUsers(@HeaderParam(KEY) String key, String order);

    /** The events registered in the panel, standard and custom. */
    @GET
    @Path("/app/events")
    Uni<String> events(@HeaderParam(KEY) String key);

    /** The attributes of profiles that are registered in the panel. */
    @GET
    @Path("/app/profile-attributes")
    Uni<String> attributes(@HeaderParam(KEY) String key);

    /** {@code {"extId": …, "profile": {…}}}: Netmera's profile of a customer. */
    @GET
    @Path("/getProfileAttributes")
    Uni<String> profile(@HeaderParam(KEY) String key, @RestQuery String extId);

    @ClientExceptionMapper
    static RuntimeException refused(Response response) {
        return response.getStatus() >= 400 ? NetmeraError.of(response) : null;
    }
}
