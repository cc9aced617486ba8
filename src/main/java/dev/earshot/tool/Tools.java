package dev.earshot.tool;

import dev.earshot.Refusal;
import dev.earshot.web.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Runs a tool: checks its arguments, calls it, and measures. */
@Singleton
class Tools {
    private static final Logger LOG = Logger.getLogger(Tools.class);

    private final ToolCatalogue catalogue;
    private final Map<String, Tool> tools;
    private final MeterRegistry meters;

    Tools(ToolCatalogue catalogue, @All List<Tool> tools, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.tools = tools.stream().collect(Collectors.toMap(Tool::name, Function.identity()));
        this.meters = meters;
    }

    Uni<Answer> call(String name, Caller caller, JsonObject arguments) {
        return Uni.createFrom().deferred(() -> {
            catalogue.check(name, arguments);
            MDC.put("tool", name);
            MDC.put("sessionId", arguments.getString("sessionId", "new"));
            Timer.Sample sample = Timer.start(meters);
            return tools.get(name)
                    .call(caller, arguments)
                    .onItemOrFailure()
                    .invoke((answer, failure) -> measured(sample, name, failure));
        });
    }

    private void measured(Timer.Sample sample, String name, Throwable failure) {
        String result = failure == null ? "ok" : failure instanceof Refusal refusal ? refusal.code() : "failed";
        LOG.logf(failure == null ? Logger.Level.DEBUG : Logger.Level.INFO, "%s: %s", name, result);
        sample.stop(Timer.builder("earshot.tool.calls")
                .description("Tool calls by result, and how long they took")
                .tags("tool", name, "result", result)
                .publishPercentileHistogram()
                .register(meters));
    }
}
