package dev.earshot.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.common.ApiException;
import dev.earshot.http.auth.Caller;
import dev.earshot.http.limit.LimitConfig;
import dev.earshot.http.limit.RateLimiter;
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
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
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
public class ToolInvoker {

    private final ToolCatalogue catalogue;
    private final Map<String, Tool> tools;
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
            IdempotentExecutor executor,
            TimeLimit limit,
            LimitConfig limits,
            ObjectMapper json,
            ToolMetrics metrics,
            ToolSpans spans) {
        this.catalogue = catalogue;
        this.tools = Stream.concat(tools.stream(), custom.all().stream())
                .collect(Collectors.toMap(Tool::name, Function.identity()));
        this.executor = executor;
        this.limit = limit;
        this.sessionLimiter =
                new RateLimiter(limits.visitCallsPerMinute(), limits.visitCallsPerMinute(), Duration.ofMinutes(1));
        this.json = json;
        this.metrics = metrics;
        this.spans = spans;
    }

    /** @param key the idempotency key, if the façade has another way for it than the argument */
    public Uni<CallOutcome> call(String name, Caller caller, JsonObject arguments, Optional<String> key) {
        return catalogue.has(name)
                ? metrics.call(name, () -> checked(name, caller, arguments, key))
                : Uni.createFrom().item(CallOutcome.refused(ToolCatalogue.unknown()));
    }

    private Uni<CallOutcome> checked(String name, Caller caller, JsonObject given, Optional<String> key) {
        JsonObject arguments = catalogue.checked(name, given);
        MDC.put("tool", name);
        MDC.put("sessionId", arguments.getString("sessionId", "new"));
        Optional<String> known = key.or(() -> Optional.ofNullable(arguments.getString(IdempotencyKey.ARGUMENT)));
        ToolCall call = ToolCall.of(name, caller, without(arguments, IdempotencyKey.ARGUMENT));
        mustNotFlood(call);
        Optional<String> claimed = isRepeatable(call) ? Optional.empty() : known;
        boolean remote = !catalogue.isReadOnly(name) && tools.get(name).hasRemoteEffect();
        return spans.around(name, () -> executor.once(call, claimed, remote, this::run));
    }

    /**
     * Whether a repetition is harmless. Callers without credentials have only their session to tell them apart: another
     * one's key must not open that one's session.
     */
    private boolean isRepeatable(ToolCall call) {
        return catalogue.isReadOnly(call.tool()) || (call.caller().isAnonymous() && call.sessionId() == null);
    }

    /** A session belongs to one customer; the API key says nothing else before the session is looked up. */
    private void mustNotFlood(ToolCall call) {
        String visit = call.sessionId() == null ? null : call.caller().platform() + " " + call.sessionId();
        RateLimiter.Taken taken = visit == null ? null : sessionLimiter.take(visit);
        if (taken != null && !taken.granted()) {
            throw ApiException.limited("VISIT_RATE_LIMITED", "Too many calls in this session; wait", taken.pause());
        }
    }

    private Uni<CallOutcome> run(ToolCall call) {
        return limit.of(Uni.createFrom().deferred(() -> tools.get(call.tool()).call(call)))
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
