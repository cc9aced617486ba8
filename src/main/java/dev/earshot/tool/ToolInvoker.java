package dev.earshot.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.common.ApiException;
import dev.earshot.http.auth.Caller;
import dev.earshot.http.limit.LimitConfig;
import dev.earshot.http.limit.RateLimiter;
import dev.earshot.tool.backend.OwnToolSet;
import dev.earshot.tool.backend.OwnTools;
import dev.earshot.tool.backend.OwnToolsUser;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.call.TimeLimit;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolMetrics;
import dev.earshot.tool.call.ToolSpans;
import dev.earshot.tool.custom.CustomTools;
import dev.earshot.tool.idempotency.IdempotencyKey;
import dev.earshot.tool.idempotency.IdempotentExecutor;
import dev.earshot.tool.schema.ToolCatalogue;
import dev.earshot.tool.schema.ToolDefinitions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.MDC;

/**
 * Runs a tool: checks its arguments, calls it once and in time, and measures. A caller's mistake is an outcome; only
 * bugs fail.
 */
@Singleton
@Priority(1) // Before MCP, which registers the tools that there are.
public class ToolInvoker implements OwnToolsUser {

    private final ToolCatalogue catalogue;
    private final List<Tool> standard;
    private final CustomTools custom;
    private volatile Edition edition;
    private final IdempotentExecutor executor;
    private final TimeLimit limit;
    private final RateLimiter sessionLimiter;
    private final ObjectMapper json;
    private final ToolMetrics metrics;
    private final ToolSpans spans;

    ToolInvoker(
            ToolCatalogue catalogue,
            @All List<Tool> tools,
            CustomTools custom,
            OwnTools own,
            IdempotentExecutor executor,
            TimeLimit limit,
            LimitConfig limits,
            ObjectMapper json,
            ToolMetrics metrics,
            ToolSpans spans) {
        this.catalogue = catalogue;
        this.standard = tools;
        this.custom = custom;
        this.edition = edition(catalogue.current(), own.current());
        this.executor = executor;
        this.limit = limit;
        this.sessionLimiter =
                new RateLimiter(limits.visitCallsPerMinute(), limits.visitCallsPerMinute(), Duration.ofMinutes(1));
        this.json = json;
        this.metrics = metrics;
        this.spans = spans;
    }

    /** What a call keeps from its begin to its end. */
    private record Edition(ToolDefinitions definitions, Map<String, Tool> tools) {}

    private Edition edition(ToolDefinitions definitions, OwnToolSet own) {
        return new Edition(
                definitions,
                Stream.concat(standard.stream(), custom.with(own).stream())
                        .collect(Collectors.toMap(Tool::name, Function.identity())));
    }

    @Override
    public Runnable prepare(OwnToolSet next) {
        Edition prepared = edition(catalogue.with(next), next);
        return () -> {
            edition = prepared;
            catalogue.use(prepared.definitions());
        };
    }

    /** @param key the idempotency key, if the façade has another way for it than the argument */
    public Uni<CallOutcome> call(String name, Caller caller, JsonObject arguments, Optional<String> key) {
        Edition now = edition;
        return now.definitions().has(name)
                ? metrics.call(name, () -> checked(now, name, caller, arguments, key))
                : Uni.createFrom().item(CallOutcome.refused(ToolCatalogue.unknown()));
    }

    private Uni<CallOutcome> checked(Edition now, String name, Caller caller, JsonObject given, Optional<String> key) {
        JsonObject arguments = now.definitions().checked(name, given);
        MDC.put("tool", name);
        MDC.put("sessionId", arguments.getString("sessionId", "new"));
        Optional<String> known = key.or(() -> Optional.ofNullable(arguments.getString(IdempotencyKey.ARGUMENT)));
        ToolCall call = ToolCall.of(name, caller, without(arguments, IdempotencyKey.ARGUMENT));
        mustNotFlood(call);
        boolean readOnly = now.definitions().isReadOnly(name);
        Optional<String> claimed = isRepeatable(call, readOnly) ? Optional.empty() : known;
        Tool tool = now.tools().get(name).now();
        boolean remote = !readOnly && tool.hasRemoteEffect();
        return spans.around(name, () -> executor.once(call, claimed, remote, one -> run(tool, one)));
    }

    /**
     * Whether a repetition is harmless. Callers without credentials have only their session to tell them apart: another
     * one's key must not open that one's session.
     */
    private static boolean isRepeatable(ToolCall call, boolean readOnly) {
        return readOnly || (call.caller().isAnonymous() && call.sessionId() == null);
    }

    /** A session belongs to one customer; the API key says nothing else before the session is looked up. */
    private void mustNotFlood(ToolCall call) {
        String session = call.sessionId() == null ? null : call.caller().platform() + " " + call.sessionId();
        RateLimiter.Taken taken = session == null ? null : sessionLimiter.take(session);
        if (taken != null && !taken.granted()) {
            throw ApiException.limited("VISIT_RATE_LIMITED", "Too many calls in this session; wait", taken.pause());
        }
    }

    private Uni<CallOutcome> run(Tool tool, ToolCall call) {
        return limit.of(Uni.createFrom().deferred(() -> tool.call(call)))
                .map(answer -> CallOutcome.answered(encoded(answer)))
                .onFailure(ApiException.class)
                .recoverWithItem(CallOutcome::refused);
    }

    private String encoded(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject without(JsonObject arguments, String name) {
        JsonObject rest = arguments.copy();
        rest.remove(name);
        return rest;
    }
}
