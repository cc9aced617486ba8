package dev.earshot.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.Refusal;
import dev.earshot.web.Allowance;
import dev.earshot.web.Caller;
import dev.earshot.web.LimitConfig;
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

/** Runs a tool: checks its arguments, calls it once and in time, and measures. What a caller did wrong is an outcome; only bugs fail. */
@Singleton
class Tools {

    private final ToolCatalogue catalogue;
    private final Map<String, Tool> tools;
    private final Retries retries;
    private final TimeLimit limit;
    private final Allowance visits;
    private final ObjectMapper json;
    private final Measure measure;
    private final Spans spans;

    Tools(
            ToolCatalogue catalogue,
            @All List<Tool> tools,
            CustomTools custom,
            Retries retries,
            TimeLimit limit,
            LimitConfig limits,
            ObjectMapper json,
            Measure measure,
            Spans spans) {
        this.catalogue = catalogue;
        this.tools = Stream.concat(tools.stream(), custom.all().stream())
                .collect(Collectors.toMap(Tool::name, Function.identity()));
        this.retries = retries;
        this.limit = limit;
        this.visits = new Allowance(limits.visitCallsPerMinute(), limits.visitCallsPerMinute(), Duration.ofMinutes(1));
        this.json = json;
        this.measure = measure;
        this.spans = spans;
    }

    /** @param key the idempotency key, if the façade has another way for it than the argument */
    Uni<Outcome> call(String name, Caller caller, JsonObject arguments, Optional<String> key) {
        return catalogue.has(name)
                ? measure.call(name, () -> checked(name, caller, arguments, key))
                : Uni.createFrom().item(Outcome.refused(ToolCatalogue.unknown()));
    }

    private Uni<Outcome> checked(String name, Caller caller, JsonObject given, Optional<String> key) {
        JsonObject arguments = catalogue.checked(name, given);
        MDC.put("tool", name);
        MDC.put("sessionId", arguments.getString("sessionId", "new"));
        Optional<String> known = key.or(() -> Optional.ofNullable(arguments.getString(IdempotencyKey.ARGUMENT)));
        Call call = new Call(name, caller, without(arguments, IdempotencyKey.ARGUMENT), null);
        mustNotFlood(call);
        Optional<String> claimed = catalogue.isReadOnly(name) ? Optional.empty() : known;
        return spans.around(name, () -> retries.once(call, claimed, this::run));
    }

    /** A visit is one customer's, of whom an API key says nothing else before the session is looked up. */
    private void mustNotFlood(Call call) {
        String visit = call.sessionId() == null ? null : call.caller().platform() + " " + call.sessionId();
        Allowance.Taken taken = visit == null ? null : visits.take(visit);
        if (taken != null && !taken.granted()) {
            throw Refusal.limited("VISIT_RATE_LIMITED", "Too many calls in this session; wait", taken.pause());
        }
    }

    private Uni<Outcome> run(Call call) {
        return limit.of(Uni.createFrom().deferred(() -> tools.get(call.tool()).call(call)))
                .map(answer -> Outcome.answered(encoded(answer)))
                .onFailure(Refusal.class)
                .recoverWithItem(Outcome::refused);
    }

    private String encoded(Answer answer) {
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
