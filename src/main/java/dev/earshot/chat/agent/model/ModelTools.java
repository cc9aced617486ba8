package dev.earshot.chat.agent.model;

import dev.earshot.audience.Rule;
import dev.earshot.audience.RuleValidator;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.chat.Prompt;
import dev.earshot.chat.agent.draft.DraftEditor;
import dev.earshot.chat.agent.rules.SignalProposals;
import dev.earshot.common.ApiException;
import dev.earshot.common.CallerContext;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalFinder;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.SignalSuggestion;
import dev.earshot.matching.words.Language;
import dev.earshot.signal.SignalReach;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import dev.langchain4j.model.openai.internal.chat.Function;
import dev.langchain4j.model.openai.internal.chat.FunctionCall;
import dev.langchain4j.model.openai.internal.chat.Tool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model may do: look signals up and size a rule. Both only read, so that no prompt can make it do harm. */
@Singleton
class ModelTools {
    static final String SEARCH = "search_signals";
    static final String ESTIMATE = "estimate_audience";
    private static final int MOST_FOUND = 12;

    private final SignalReach reach;
    private final AudienceSizer estimates;
    private final RuleValidator validator;

    ModelTools(SignalReach reach, AudienceSizer estimates, RuleValidator validator) {
        this.reach = reach;
        this.estimates = estimates;
        this.validator = validator;
    }

    static List<Tool> specifications() {
        JsonObject criteria = array(criterion());
        JsonObject group = object(new JsonObject().put("any", criteria), "any");
        JsonObject rule = object(new JsonObject().put("all", array(group)).put("none", criteria), "all");
        JsonObject query = object(new JsonObject().put("query", new JsonObject().put("type", "string")), "query");
        return List.of(
                tool(
                        SEARCH,
                        "Finds signals of the taxonomy for some words. Gives id, name, type, path, reason, reach, and"
                                + " 'within' or 'atLeast' where the words say when or how often.",
                        query),
                tool(
                        ESTIMATE,
                        "Sizes an audience: people with at least one signal of every group in 'all' and none of 'none'."
                                + " A criterion is the id of a signal, or an object with 'within' or 'atLeast' where the"
                                + " planner says when or how often, or what they did in the app: {\"event\":"
                                + " \"ai_session_started\" | \"ai_query_submitted\" | \"ai_result_viewed\" |"
                                + " \"ai_item_saved\" | \"ai_conversion_completed\", \"within\": \"P7D\"}."
                                + " The last rule sized becomes the draft that the planner sees.",
                        object(new JsonObject().put("rule", rule), "rule")));
    }

    /** The result as JSON. A call that makes no sense is told so, for the model to do better. */
    Uni<String> call(FunctionCall call, TaxonomyIndex taxonomy, ModelDraft draft) {
        try {
            JsonObject arguments = new JsonObject(call.arguments());
            return switch (call.name()) {
                case SEARCH -> search(arguments.getString("query", ""), taxonomy, draft);
                case ESTIMATE -> estimate(arguments.getJsonObject("rule", arguments), taxonomy, draft);
                default -> refused("There is no tool of this name");
            };
        } catch (ApiException refusal) {
            return refused(refusal.getMessage());
        } catch (DecodeException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            return refused("The arguments do not fit the tool's schema");
        }
    }

    private Uni<String> search(String query, TaxonomyIndex taxonomy, ModelDraft draft) {
        String bounded = query.length() > Prompt.LONGEST ? query.substring(0, Prompt.LONGEST) : query;
        return CallerContext.byWorker(() -> SignalMatcher.of(taxonomy).match(bounded))
                .chain(match -> CallerContext.byWorker(() -> found(bounded, match, taxonomy))
                        .invoke(draft::found)
                        .chain(found -> shown(found, match)));
    }

    private static Map<Signal, String> found(String query, MatchResult match, TaxonomyIndex taxonomy) {
        Map<Signal, String> found = new LinkedHashMap<>();
        for (SignalSuggestion suggestion : match.suggestions(MOST_FOUND)) {
            found.put(suggestion.signal(), suggestion.reason());
        }
        SignalFinder.find(taxonomy, query, null, MOST_FOUND).stream()
                .filter(signal -> found.size() < MOST_FOUND)
                .forEach(signal -> found.putIfAbsent(signal, ""));
        return found;
    }

    private Uni<String> shown(Map<Signal, String> found, MatchResult match) {
        return reach.of(found.keySet().stream().map(Signal::id).toList()).map(counts -> {
            JsonArray signals = new JsonArray();
            found.forEach((signal, reason) -> signals.add(timed(
                    JsonObject.mapFrom(SignalProposals.suggested(signal, reason, counts, Language.EN)),
                    signal,
                    match)));
            return new JsonObject().put("signals", signals).encode();
        });
    }

    /** When and how often the words say that it happened: only what people do happens. */
    private static JsonObject timed(JsonObject shown, Signal signal, MatchResult match) {
        boolean happens = signal.type() == SignalType.INTEREST || signal.type() == SignalType.TRANSACTION;
        match.phrases().stream()
                .filter(phrase -> happens
                        && phrase.suggestions().stream()
                                .anyMatch(found -> found.signal().equals(signal)))
                .map(Phrase::when)
                .filter(when -> !when.isAny())
                .findFirst()
                .ifPresent(when -> {
                    if (!when.within().isZero()) {
                        shown.put("within", when.within().toString());
                    }
                    if (when.atLeast() > 1) {
                        shown.put("atLeast", when.atLeast());
                    }
                });
        return shown;
    }

    private Uni<String> estimate(JsonObject asked, TaxonomyIndex taxonomy, ModelDraft draft) {
        Rule rule = asked.mapTo(Rule.class);
        List<String> unknown = rule.signals()
                .filter(id -> taxonomy.find(id).isEmpty())
                .distinct()
                .limit(Rule.MOST_CRITERIA)
                .toList();
        Rule known = DraftEditor.known(rule, taxonomy);
        if (!known.isEmpty()) {
            validator.valid("rule", known, taxonomy);
        }
        draft.propose(known);
        return estimates.of(known).map(size -> {
            JsonObject answer = new JsonObject().put("count", size.count()).put("universe", size.universe());
            return (unknown.isEmpty() ? answer : answer.put("unknownIds", new JsonArray(unknown))).encode();
        });
    }

    private static Uni<String> refused(String why) {
        return Uni.createFrom().item(new JsonObject().put("error", why).encode());
    }

    /** A signal, one that was shown recently or often enough, or an event. */
    private static JsonObject criterion() {
        JsonObject id = new JsonObject().put("type", "string");
        JsonObject timed = object(
                new JsonObject()
                        .put("signal", id)
                        .put(
                                "within",
                                new JsonObject()
                                        .put("type", "string")
                                        .put("description", "ISO 8601 period, such as P30D: shown that recently"))
                        .put(
                                "atLeast",
                                new JsonObject()
                                        .put("type", "integer")
                                        .put("minimum", 1)
                                        .put("description", "shown so many times")),
                "signal");
        JsonObject caused = object(
                new JsonObject()
                        .put(
                                "event",
                                new JsonObject()
                                        .put("type", "string")
                                        .put("description", "what customers did, such as ai_item_saved"))
                        .put("within", timed.getJsonObject("properties").getJsonObject("within"))
                        .put("atLeast", timed.getJsonObject("properties").getJsonObject("atLeast")),
                "event");
        return new JsonObject().put("anyOf", new JsonArray().add(id).add(timed).add(caused));
    }

    private static JsonObject array(JsonObject items) {
        return new JsonObject().put("type", "array").put("items", items);
    }

    private static JsonObject object(JsonObject properties, String required) {
        return new JsonObject()
                .put("type", "object")
                .put("properties", properties)
                .put("required", new JsonArray().add(required));
    }

    private static Tool tool(String name, String description, JsonObject parameters) {
        return Tool.from(Function.builder()
                .name(name)
                .description(description)
                .parameters(parameters.getMap())
                .build());
    }
}
