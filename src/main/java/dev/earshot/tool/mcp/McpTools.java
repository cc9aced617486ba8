package dev.earshot.tool.mcp;

import dev.earshot.common.ApiException;
import dev.earshot.http.auth.AuthChallenge;
import dev.earshot.http.limit.RequestRateFilter;
import dev.earshot.postgres.DatabaseFailure;
import dev.earshot.tool.backend.OwnToolSet;
import dev.earshot.tool.backend.OwnToolsUser;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.call.ClientHints;
import dev.earshot.tool.call.ProblemTexts;
import dev.earshot.tool.schema.ToolDefinition;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolAnnotations;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.MDC;

/**
 * The tools over MCP. Nothing is kept in the MCP session: state between calls is in the argument {@code sessionId}.
 */
@Singleton
@RegisterForReflection(targets = MetaKey.class) // Part of an answer, which the library does not register.
class McpTools implements OwnToolsUser {
    private static final MetaKey REPLAYED = MetaKey.from("dev.earshot/replayed");
    private static final MetaKey CHALLENGE = MetaKey.from("mcp/www_authenticate");
    private static final MetaKey SCHEMES = MetaKey.of(McpToolList.SCHEMES);
    private static final MetaKey SUBJECT = MetaKey.from("openai/subject");

    private final ToolManager manager;
    private final List<Toolset> toolsets;
    private final Set<String> registered = new HashSet<>();
    private final RequestRateFilter rate;
    private final CurrentIdentityAssociation identity;
    private final AuthChallenge challenge;
    private final CurrentVertxRequest request;

    McpTools(
            ToolManager manager,
            @All List<Toolset> toolsets,
            RequestRateFilter rate,
            CurrentIdentityAssociation identity,
            AuthChallenge challenge,
            CurrentVertxRequest request) {
        this.manager = manager;
        this.toolsets = toolsets;
        this.rate = rate;
        this.identity = identity;
        this.challenge = challenge;
        this.request = request;
    }

    void register(@Observes StartupEvent started) {
        register();
    }

    /** A tool that stays keeps its registration: the list is made of the definitions, and a call reads them. */
    @Override
    public Runnable prepare(OwnToolSet next) {
        return this::register;
    }

    private void register() {
        Set<String> listed = new HashSet<>();
        toolsets.forEach(set -> set.definitions().forEach(tool -> {
            listed.add(tool.name());
            if (registered.add(tool.name())) {
                register(set, tool);
            }
        }));
        Set<String> gone = new HashSet<>(registered);
        gone.removeAll(listed);
        gone.forEach(manager::removeTool);
        registered.removeAll(gone);
    }

    private void register(Toolset set, ToolDefinition tool) {
        manager.newTool(tool.name())
                .setTitle(tool.title())
                .setDescription(tool.description())
                .setInputSchema(tool.inputSchema())
                .setOutputSchema(tool.outputSchema())
                .setAnnotations(hints(tool))
                .setMetadata(Map.of(SCHEMES, set.securitySchemes(tool.name())))
                .setAsyncHandler(call -> answer(set, tool.name(), call))
                .register();
    }

    private static ToolAnnotations hints(ToolDefinition tool) {
        JsonObject hints = tool.annotations();
        return new ToolAnnotations(
                tool.title(),
                hints.getBoolean("readOnlyHint"),
                hints.getBoolean("destructiveHint"),
                hints.getBoolean("idempotentHint"),
                hints.getBoolean("openWorldHint"));
    }

    private Uni<ToolResponse> answer(Toolset set, String tool, ToolArguments call) {
        ClientHints hints = ClientHints.in(call.meta().asJsonObject());
        correlate(call, hints);
        return identity.getDeferredIdentity()
                .invoke(rate::take)
                .call(caller -> set.isFor(caller).invoke(allowed -> mustBeAllowed(caller, allowed)))
                .chain(caller -> set.call(tool, caller, arguments(call)))
                .onFailure()
                .transform(DatabaseFailure::seenByCaller)
                .onFailure(ApiException.class)
                .recoverWithItem(CallOutcome::refused)
                .map(outcome -> response(set, outcome, call, hints));
    }

    private static void mustBeAllowed(SecurityIdentity caller, boolean allowed) {
        if (!allowed) {
            throw caller.isAnonymous()
                    ? ApiException.unauthenticated("Sign in to use this tool")
                    : ApiException.forbidden("FORBIDDEN", "The credentials do not permit this");
        }
    }

    /** As they were sent: the library would convert them by types, of which a schema says more. */
    private static JsonObject arguments(ToolArguments call) {
        JsonObject params = call.rawMessage().asJsonObject().getJsonObject("params");
        JsonObject arguments = params.getJsonObject("arguments");
        return arguments == null ? new JsonObject() : arguments.copy();
    }

    /** ChatGPT's subject and the client's name are only logged: any caller could send them. */
    private static void correlate(ToolArguments call, ClientHints hints) {
        hints.userAgent().ifPresent(client -> MDC.put("openaiUserAgent", client));
        if (call.meta().getValue(SUBJECT) instanceof String subject && subject.matches("[A-Za-z0-9._/-]{1,100}")) {
            MDC.put("openaiSubject", subject);
        }
    }

    private ToolResponse response(Toolset set, CallOutcome outcome, ToolArguments call, ClientHints hints) {
        Map<MetaKey, Object> meta = meta(outcome);
        if (outcome.refusal() != null) {
            return set.problem(outcome.refusal(), arguments(call))
                    .map(problem -> new ToolResponse(true, List.of(new TextContent(problem.encode())), problem, meta))
                    .orElseGet(() ->
                            new ToolResponse(true, List.of(new TextContent(problem(outcome.refusal(), hints))), meta));
        }
        return new ToolResponse(
                false, List.of(new TextContent(outcome.answer())), new JsonObject(outcome.answer()), meta);
    }

    /** ChatGPT offers people to sign in when it reads the challenge here, where HTTP would have a header. */
    private Map<MetaKey, Object> meta(CallOutcome outcome) {
        if (outcome.refusal() != null && outcome.refusal().kind() == ApiException.Kind.UNAUTHENTICATED) {
            return Map.of(CHALLENGE, List.of(challenge.signIn(request.getCurrent())));
        }
        return outcome.replayed() ? Map.of(REPLAYED, true) : Map.of();
    }

    /** The parts of a problem that a model can act on. */
    private static String problem(ApiException refusal, ClientHints hints) {
        JsonObject problem = new JsonObject()
                .put("success", false)
                .put("code", refusal.code())
                .put("detail", ProblemTexts.of(refusal, hints.locale()));
        refusal.retryAfter().ifPresent(after -> problem.put("retryAfterSeconds", Math.max(1, after.toSeconds())));
        if (!refusal.faults().isEmpty()) {
            problem.put("errors", refusal.faults());
        }
        return Json.encode(problem);
    }
}
