package dev.earshot.tool;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.earshot.common.ApiException;
import dev.earshot.common.Utf8;
import dev.earshot.http.Envelope;
import dev.earshot.http.JsonText;
import dev.earshot.http.address.PublicAddress;
import dev.earshot.http.auth.CallerResolver;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.schema.ToolCatalogue;
import dev.earshot.tool.schema.ToolDocument;
import dev.earshot.tool.schema.ToolFormat;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The tools over HTTP. */
@Path("/tools")
@PermissionsAllowed("tools")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ToolResource {
    private static final StringPermission TOOLS = new StringPermission("tools");

    private final ToolInvoker tools;
    private final ToolCatalogue catalogue;
    private final CallerResolver callers;
    private final PublicAddress address;
    private final Optional<String> privacy;
    private final AnonymousAccess anonymous;
    private final CurrentIdentityAssociation identity;

    ToolResource(
            ToolInvoker tools,
            ToolCatalogue catalogue,
            CallerResolver callers,
            PublicAddress address,
            @ConfigProperty(name = "earshot.privacy-url") Optional<String> privacy,
            AnonymousAccess anonymous,
            CurrentIdentityAssociation identity) {
        this.tools = tools;
        this.catalogue = catalogue;
        this.callers = callers;
        this.address = address;
        this.privacy = privacy;
        this.anonymous = anonymous;
        this.identity = identity;
    }

    /**
     * The tools in the shape of a platform: {@code openai}, {@code openai-strict}, {@code anthropic}, {@code gemini} or
     * {@code mcp}.
     */
    @GET
    public Envelope<List<Map<String, Object>>> list(@RestQuery @DefaultValue("mcp") String format) {
        ToolFormat shape = ToolFormat.named(format)
                .orElseThrow(
                        () -> ApiException.invalid("INVALID_INPUT", "format", "must be one of " + ToolFormat.names()));
        return Envelope.of(
                catalogue.render(shape).stream().map(JsonObject::getMap).toList());
    }

    /** An OpenAPI document of the tools alone, custom ones included, for the actions of a custom GPT. */
    @GET
    @Path("/openapi.json")
    @PermitAll
    public Map<String, Object> document(@Context RoutingContext context) {
        return ToolDocument.standalone(catalogue.all(), address.base(context), privacy)
                .getMap();
    }

    /**
     * Runs a tool with the arguments in the body, a JSON object. Some tools may need no credentials, so that these are
     * checked here and not by the framework.
     */
    @POST
    @Path("/{name}")
    @PermitAll
    public Uni<Envelope<RawValue>> call(
            @RestPath String name,
            @RestHeader("Idempotency-Key") String key,
            @Context RoutingContext context,
            byte[] body) {
        return identity.getDeferredIdentity()
                .call(caller -> mustBeAllowed(caller, name, context))
                .chain(caller -> tools.call(name, callers.of(caller), arguments(body), Optional.ofNullable(key)))
                .map(outcome -> envelope(context, outcome));
    }

    private Uni<Void> mustBeAllowed(SecurityIdentity caller, String tool, RoutingContext context) {
        if (caller.isAnonymous()) {
            anonymous.admit(tool, context);
            return Uni.createFrom().voidItem();
        }
        return caller.checkPermission(TOOLS)
                .invoke(allowed -> {
                    if (!allowed) {
                        throw new ForbiddenException();
                    }
                })
                .replaceWithVoid();
    }

    /** The header is set on the response itself, because a problem gets another one from here on. */
    private static Envelope<RawValue> envelope(RoutingContext context, CallOutcome outcome) {
        if (outcome.replayed()) {
            context.response().putHeader("Idempotency-Replayed", "true");
        }
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        return Envelope.of(new RawValue(outcome.answer()));
    }

    private static JsonObject arguments(byte[] body) {
        String text = body == null ? "" : Utf8.json(body);
        return text.isBlank() ? new JsonObject() : JsonText.object(text);
    }
}
