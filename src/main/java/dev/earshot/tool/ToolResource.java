package dev.earshot.tool;

import dev.earshot.Refusal;
import dev.earshot.web.Caller;
import dev.earshot.web.Envelope;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The tools over HTTP. */
@Path("/tools")
@PermissionsAllowed("tools")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ToolResource {
    private final Tools tools;
    private final ToolCatalogue catalogue;
    private final SecurityIdentity identity;

    ToolResource(Tools tools, ToolCatalogue catalogue, SecurityIdentity identity) {
        this.tools = tools;
        this.catalogue = catalogue;
        this.identity = identity;
    }

    /** The tools in the shape of a platform: {@code openai}, {@code anthropic} or {@code mcp}. */
    @GET
    public Envelope<List<Map<String, Object>>> list(@RestQuery @DefaultValue("mcp") String format) {
        ToolFormat shape = ToolFormat.named(format)
                .orElseThrow(() -> Refusal.invalid("INVALID_INPUT", "format", "must be openai, anthropic or mcp"));
        return Envelope.of(
                catalogue.render(shape).stream().map(JsonObject::getMap).toList());
    }

    /** Runs a tool with the arguments in the body, a JSON object. */
    @POST
    @Path("/{name}")
    public Uni<Envelope<Answer>> call(@RestPath String name, String body) {
        return Uni.createFrom()
                .deferred(() -> tools.call(name, Caller.of(identity), arguments(body)))
                .map(Envelope::of);
    }

    private static JsonObject arguments(String body) {
        try {
            return body == null || body.isBlank() ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException e) {
            throw Refusal.invalid("INVALID_JSON", "The body is not a JSON object", List.of());
        }
    }
}
