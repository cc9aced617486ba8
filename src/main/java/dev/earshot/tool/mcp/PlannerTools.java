package dev.earshot.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.audience.Rule;
import dev.earshot.audience.RuleValidator;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.common.ApiException;
import dev.earshot.signal.SignalSearch;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.tool.call.TimeLimit;
import dev.earshot.tool.call.ToolMetrics;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Tools for a planner's assistant over MCP: look signals up and size a rule. Both only read. */
@Singleton
class PlannerTools extends PlannerToolset {
    private static final int USUAL_LIMIT = 20;

    private final SignalSearch signals;
    private final SignalTaxonomy taxonomy;
    private final RuleValidator validator;
    private final AudienceSizer sizer;
    private final ObjectMapper json;

    PlannerTools(
            SignalSearch signals,
            SignalTaxonomy taxonomy,
            RuleValidator validator,
            AudienceSizer sizer,
            ToolMetrics metrics,
            TimeLimit limit,
            ObjectMapper json) {
        super("/tool/planner-tools.json", metrics, limit);
        this.signals = signals;
        this.taxonomy = taxonomy;
        this.validator = validator;
        this.sizer = sizer;
        this.json = json;
    }

    @Override
    Uni<String> answer(String tool, String planner, JsonObject arguments) {
        return found(tool, arguments).map(this::encoded);
    }

    private Uni<?> found(String tool, JsonObject arguments) {
        return switch (tool) {
            case "search_signals" ->
                signals.search(
                                Optional.of(arguments.getString("query")),
                                Optional.ofNullable(arguments.getString("type")),
                                arguments.getInteger("limit", USUAL_LIMIT),
                                "en")
                        .map(found -> Map.of("signals", found));
            case "estimate_audience" -> estimate(rule(arguments.getJsonObject("rule")));
            default -> throw new IllegalStateException(tool + " is described but not implemented");
        };
    }

    private Uni<Estimate> estimate(Rule rule) {
        return taxonomy.index()
                .map(index -> validator.validOrKept("rule", rule, index))
                .chain(sizer::of);
    }

    private Rule rule(JsonObject asked) {
        try {
            return json.readValue(asked.encode(), Rule.class);
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("INVALID_ARGUMENTS", "rule", "is not supported here");
        }
    }

    private String encoded(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
