package dev.earshot.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.Refusal;
import dev.earshot.audience.Estimate;
import dev.earshot.audience.Estimates;
import dev.earshot.audience.Rule;
import dev.earshot.audience.RuleCheck;
import dev.earshot.signal.SignalSearch;
import dev.earshot.signal.Taxonomy;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a planner's assistant may do over MCP: look signals up and size a rule. Both only read. */
@Singleton
class PlannerTools implements Toolset {
    private static final int USUAL_LIMIT = 20;

    private final ToolCatalogue catalogue = new ToolCatalogue("/tool/planner-tools.json", List.of());
    private final SignalSearch signals;
    private final Taxonomy taxonomy;
    private final Estimates estimates;
    private final Measure measure;
    private final ObjectMapper json;

    PlannerTools(SignalSearch signals, Taxonomy taxonomy, Estimates estimates, Measure measure, ObjectMapper json) {
        this.signals = signals;
        this.taxonomy = taxonomy;
        this.estimates = estimates;
        this.measure = measure;
        this.json = json;
    }

    @Override
    public Collection<ToolDefinition> definitions() {
        return catalogue.all();
    }

    @Override
    public Uni<Boolean> isFor(SecurityIdentity caller) {
        return Uni.createFrom().item(caller.hasRole("planner"));
    }

    @Override
    public Uni<Outcome> call(String tool, SecurityIdentity caller, JsonObject arguments) {
        return measure.call(tool, () -> {
            catalogue.check(tool, arguments);
            return answer(tool, arguments).map(this::answered);
        });
    }

    private Uni<?> answer(String tool, JsonObject arguments) {
        return switch (tool) {
            case "search_signals" ->
                signals.search(
                                Optional.of(arguments.getString("query")),
                                Optional.ofNullable(arguments.getString("type")),
                                arguments.getInteger("limit", USUAL_LIMIT))
                        .map(found -> Map.of("signals", found));
            case "estimate_audience" -> estimate(rule(arguments.getJsonObject("rule")));
            default -> throw new IllegalStateException(tool + " is described but not there");
        };
    }

    private Uni<Estimate> estimate(Rule rule) {
        return taxonomy.index()
                .map(index -> RuleCheck.valid("rule", rule, index))
                .chain(estimates::of);
    }

    private Rule rule(JsonObject asked) {
        try {
            return json.readValue(asked.encode(), Rule.class);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("INVALID_ARGUMENTS", "rule", "is not one that is understood here");
        }
    }

    private Outcome answered(Object answer) {
        try {
            return Outcome.answered(json.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
