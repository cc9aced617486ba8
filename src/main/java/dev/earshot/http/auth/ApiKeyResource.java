package dev.earshot.http.auth;

import dev.earshot.http.Envelope;
import dev.earshot.http.StrictJsonReader;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** The keys of AI platforms, for operators. */
@Path("/admin/api-keys")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ApiKeyResource {
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    private final ApiKeys keys;
    private final SecurityIdentity identity;

    ApiKeyResource(ApiKeys keys, SecurityIdentity identity) {
        this.keys = keys;
        this.identity = identity;
    }

    /**
     * A new key.
     *
     * @param platform its holder, as sent to Netmera, such as {@code chatgpt}
     * @param name its name in the list; may be absent
     */
    public record Wanted(
            @NotNull
            @Pattern(
                    regexp = "(?!anonymous(?![a-z0-9_.-]))[a-z0-9][a-z0-9_.-]{0,49}",
                    message = "must have 1 to 50 small letters, digits, '_', '.' and '-', and not be anonymous")
            String platform,

            @Size(min = 1, max = 100)
            @Pattern(regexp = "[^\\x00-\\x1f\\x7f]*", message = "must not have control characters")
            String name) {}

    /** Makes a key. Only this answer ever holds it. */
    @POST
    @ResponseStatus(CREATED)
    public Uni<Envelope<ApiKey.Made>> make(@NotNull @Valid Wanted wanted) {
        return keys.make(
                        wanted.platform(),
                        wanted.name(),
                        identity.getPrincipal().getName())
                .map(Envelope::of);
    }

    /** All keys ever made, newest first, without those in {@code EARSHOT_API_KEYS}. */
    @GET
    public Uni<Envelope<List<ApiKey>>> list() {
        return keys.all().map(Envelope::of);
    }

    /** Revokes a key; every replica refuses it within 2 seconds. */
    @DELETE
    @Path("/{id}")
    @ResponseStatus(NO_CONTENT)
    public Uni<Void> revoke(@RestPath String id) {
        return keys.revoke(id);
    }
}
