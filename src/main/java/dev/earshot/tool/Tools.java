package dev.earshot.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.Refusal;
import dev.earshot.web.Allowance;
import dev.earshot.web.Caller;
import dev.earshot.web.LimitConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Runs a tool: checks its arguments, calls it once and in time, and measures. What a caller did wrong is an outcome; only bugs fail. */
@Singleton
class Tools {
    private static final Logger LOG = Logger.getLogger(Tools.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ToolCatalogue catalogue;
    private final Map<String, Tool> tools;
    private final Retries retries;
    private final ToolConfig config;
    private final Allowance visits;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    Tools(
            ToolCatalogue catalogue,
            @All List<Tool> tools,
            CustomTools custom,
            Retries retries,
            ToolConfig config,
            LimitConfig limits,
            ObjectMapper json,
            MeterRegistry meters) {
        this.catalogue = catalogue;
        this.tools = Stream.concat(tools.stream(), custom.all().stream())
                .collect(Collectors.toMap(Tool::name, Function.identity()));
        this.retries = retries;
        this.config = config;
        this.visits = new Allowance(limits.visitCallsPerMinute(), limits.visitCallsPerMinute(), Duration.ofMinutes(1));
        this.json = json;
        this.meters = meters;
    }

    /** @param key the idempotency key, if the façade has another way for it than the argument */
    Uni<Outcome> call(String name, Caller caller, JsonObject arguments, Optional<String> key) {
        return Uni.createFrom()
                .deferred(() -> checked(name, caller, arguments, key))
                .onFailure(Refusal.class)
                .recoverWithItem(Outcome::refused);
    }

    private Uni<Outcome> checked(String name, Caller caller, JsonObject arguments, Optional<String> key) {
        catalogue.check(name, arguments);
        MDC.put("tool", name);
        MDC.put("sessionId", arguments.getString("sessionId", "new"));
        Timer.Sample sample = Timer.start(meters);
        Optional<String> known = key.or(() -> Optional.ofNullable(arguments.getString(IdempotencyKey.ARGUMENT)));
        Call call = new Call(name, caller, without(arguments, IdempotencyKey.ARGUMENT), null);
        mustNotFlood(call);
        return retries.once(call, catalogue.isReadOnly(name) ? Optional.empty() : known, this::run)
                .onFailure(Refusal.class)
                .recoverWithItem(Outcome::refused)
                .onItemOrFailure()
                .invoke((outcome, failure) -> measured(sample, name, failure == null ? outcome.result() : "failed"));
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
        return tools.get(call.tool())
                .call(call)
                .ifNoItem()
                .after(config.timeLimit())
                .failWith(() -> Refusal.busy("TIMED_OUT", "The call took too long; ask again", PAUSE))
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

    private void measured(Timer.Sample sample, String name, String result) {
        LOG.logf(result.equals("ok") ? Logger.Level.DEBUG : Logger.Level.INFO, "%s: %s", name, result);
        sample.stop(Timer.builder("earshot.tool.calls")
                .description("Tool calls by result, and how long they took")
                .tags("tool", name, "result", result)
                .publishPercentileHistogram()
                .register(meters));
    }
}
