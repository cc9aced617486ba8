package dev.earshot.tool.mcp;

import dev.earshot.common.ApiException;
import dev.earshot.http.auth.Caller;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.call.TimeLimit;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolConfig;
import dev.earshot.tool.call.ToolMetrics;
import dev.earshot.tool.idempotency.IdempotentExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The signals protocol of AdCP 3.0 over MCP, for buyers' agents with a planner's token; field names are the protocol's.
 * Members of a request that it does not know are tolerated, as the protocol asks, and {@code context} is returned as it
 * came, with errors too.
 */
@Singleton
class AdcpTools extends PlannerToolset {
    static final String VERSION_UNSUPPORTED = "VERSION_UNSUPPORTED";

    private static final int MAJOR_VERSION = 3;
    private static final String CONTEXT = "context";
    private static final String KEY = "idempotency_key";

    private final AdcpSignals agent;
    private final IdempotentExecutor executor;
    private final ToolConfig config;

    AdcpTools(AdcpSignals agent, IdempotentExecutor executor, ToolConfig config, ToolMetrics metrics, TimeLimit limit) {
        super("/tool/adcp-tools.json", metrics, limit);
        this.agent = agent;
        this.executor = executor;
        this.config = config;
    }

    @Override
    Uni<String> answer(String tool, String planner, JsonObject arguments) {
        mustBeSupported(arguments);
        Uni<JsonObject> answer = switch (tool) {
            case "get_adcp_capabilities" -> Uni.createFrom().item(capabilities());
            case "get_signals" -> agent.find(planner, AdcpSignalQuery.of(arguments));
            case "activate_signal" -> once(tool, planner, arguments);
            default -> throw new IllegalStateException(tool + " is described but not implemented");
        };
        return answer.map(
                found -> inContext(found.put("status", "completed"), arguments).encode());
    }

    private static void mustBeSupported(JsonObject arguments) {
        int version = arguments.getInteger("adcp_major_version", MAJOR_VERSION);
        if (version != MAJOR_VERSION) {
            throw ApiException.invalid(
                    VERSION_UNSUPPORTED,
                    "adcp_major_version",
                    "must be " + MAJOR_VERSION + "; this agent speaks no other");
        }
    }

    private JsonObject capabilities() {
        JsonObject idempotency = new JsonObject()
                .put("supported", true)
                .put("replay_ttl_seconds", config.keepAnswers().toSeconds());
        return new JsonObject()
                .put(
                        "adcp",
                        new JsonObject()
                                .put("major_versions", new JsonArray().add(MAJOR_VERSION))
                                .put("idempotency", idempotency))
                .put("supported_protocols", new JsonArray().add("signals"))
                .put("request_signing", new JsonObject().put("supported", false))
                .put("specialisms", new JsonArray().add("signal-owned"))
                .put(
                        "account",
                        new JsonObject()
                                .put("require_operator_auth", false)
                                .put("supported_billing", new JsonArray().add("operator")))
                .put("signals", new JsonObject().put("features", new JsonObject().put("catalog_signals", false)));
    }

    /** The context is not a part of the request: a retry may come with another one. */
    private Uni<JsonObject> once(String tool, String planner, JsonObject arguments) {
        JsonObject request = arguments.copy();
        request.remove(CONTEXT);
        request.remove(KEY);
        ToolCall call = ToolCall.of(tool, new Caller("planner " + planner, Optional.empty()), request);
        return executor.onceKept(
                        call,
                        arguments.getString(KEY),
                        () -> agent.activate(planner, request)
                                .map(JsonObject::encode)
                                .map(CallOutcome::answered)
                                .onFailure(ApiException.class)
                                .recoverWithItem(CallOutcome::refused))
                .map(AdcpTools::result);
    }

    private static JsonObject result(CallOutcome outcome) {
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        JsonObject answer = new JsonObject(outcome.answer());
        return outcome.replayed() ? answer.put("replayed", true) : answer;
    }

    @Override
    public Optional<JsonObject> problem(ApiException error, JsonObject arguments) {
        return Optional.of(inContext(new JsonObject().put("adcp_error", AdcpErrors.of(error)), arguments));
    }

    private static JsonObject inContext(JsonObject answer, JsonObject arguments) {
        return arguments.getValue(CONTEXT) instanceof JsonObject context ? answer.put(CONTEXT, context) : answer;
    }
}
