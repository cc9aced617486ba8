package dev.earshot.tool.mcp;

import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.activation.Activation;
import dev.earshot.audience.activation.Activations;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.common.ApiException;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.SignalSuggestion;
import dev.earshot.signal.SignalReach;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalTaxonomy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The taxonomy as a signal agent of AdCP (the Ad Context Protocol's signals tasks): a brief in plain words becomes
 * signals with their coverage, and a signal becomes live on the one platform there is, Netmera, as an audience of this
 * signal alone.
 */
@Singleton
class AdcpSignals {
    static final String PLATFORM = "netmera";
    static final String PROVIDER = "Earshot";
    private static final int MINUTES = 5;

    private final SignalTaxonomy taxonomy;
    private final SignalReach reach;
    private final AudienceSizer sizer;
    private final Audiences audiences;
    private final Activations activations;

    AdcpSignals(
            SignalTaxonomy taxonomy,
            SignalReach reach,
            AudienceSizer sizer,
            Audiences audiences,
            Activations activations) {
        this.taxonomy = taxonomy;
        this.reach = reach;
        this.sizer = sizer;
        this.audiences = audiences;
        this.activations = activations;
    }

    /** What is found, with all that is known of it. */
    private record Found(List<Signal> signals, Map<String, Long> reach, Map<String, Audience> live, long universe) {
        double coverage(Signal signal) {
            double share = universe == 0 ? 0 : 100.0 * reach.getOrDefault(signal.id(), 0L) / universe;
            return Math.round(share * 100) / 100.0;
        }
    }

    /** @param leastCoverage in per cent of all customers who showed any signal */
    Uni<JsonObject> find(String planner, String brief, int most, double leastCoverage) {
        return taxonomy.index()
                .map(index -> SignalMatcher.of(index).match(brief).suggestions(most).stream()
                        .filter(suggestion -> !suggestion.negated())
                        .map(SignalSuggestion::signal)
                        .toList())
                .chain(signals -> about(planner, signals))
                .map(found -> signals(found, leastCoverage));
    }

    private Uni<Found> about(String planner, List<Signal> signals) {
        List<String> ids = signals.stream().map(Signal::id).toList();
        return reach.of(ids)
                .chain(counts -> audiences
                        .madeFor(
                                planner,
                                ids.stream().map(id -> origin(planner, id)).toList())
                        .chain(live -> sizer.of(Rule.EMPTY)
                                .map(size -> new Found(signals, counts, live, size.universe()))
                                .map(found -> byId(found, planner))));
    }

    private static Found byId(Found found, String planner) {
        Map<String, Audience> live = new HashMap<>();
        found.signals()
                .forEach(signal -> Optional.ofNullable(found.live().get(origin(planner, signal.id())))
                        .filter(audience -> audience.active() && audience.rule().equals(only(signal)))
                        .ifPresent(audience -> live.put(signal.id(), audience)));
        return new Found(found.signals(), found.reach(), live, found.universe());
    }

    private static JsonObject signals(Found found, double leastCoverage) {
        List<JsonObject> signals = found.signals().stream()
                .filter(signal -> found.coverage(signal) >= leastCoverage)
                .map(signal -> signal(signal, found))
                .toList();
        String message = signals.isEmpty()
                ? "No signal of the taxonomy matches this."
                : signals.size() + (signals.size() == 1 ? " signal fits this." : " matching signals, best first.");
        return new JsonObject().put("message", message).put("signals", new JsonArray(signals));
    }

    private static JsonObject signal(Signal signal, Found found) {
        Optional<Audience> live = Optional.ofNullable(found.live().get(signal.id()));
        JsonObject deployment = new JsonObject()
                .put("platform", PLATFORM)
                .put("is_live", live.isPresent())
                .put("scope", "platform-wide");
        live.ifPresentOrElse(
                audience -> deployment.put("decisioning_platform_segment_id", audience.tag()),
                () -> deployment.put("estimated_activation_duration_minutes", MINUTES));
        return new JsonObject()
                .put("signal_agent_segment_id", signal.id())
                .put("name", signal.name())
                .put("description", String.join(" > ", signal.path()))
                .put("signal_type", "owned")
                .put("data_provider", PROVIDER)
                .put("coverage_percentage", found.coverage(signal))
                .put("deployments", new JsonArray().add(deployment))
                .put("pricing", new JsonObject().put("cpm", 0).put("currency", "USD"));
    }

    /**
     * Makes the signal live, once; a repeated request returns the progress. An audience whose planner has changed its
     * rule since is left alone: its tag would reach customers who don't show the signal, so the signal gets a new
     * audience and tag.
     */
    Uni<JsonObject> activate(String planner, String signalId) {
        return taxonomy.index()
                .map(index -> index.find(signalId)
                        .orElseThrow(() -> ApiException.unknown(
                                "SIGNAL_AGENT_SEGMENT_NOT_FOUND", "There is no signal " + signalId)))
                .chain(signal -> audiences.makeAsIs(planner, signal.name(), only(signal), origin(planner, signalId)))
                .chain(audience -> activations.activate(planner, audience))
                .map(AdcpSignals::status);
    }

    private static JsonObject status(Activation activation) {
        boolean deployed = activation.status() == Activation.Status.DONE;
        JsonObject status = new JsonObject()
                .put("message", message(activation, deployed))
                .put("task_id", activation.id())
                .put("status", deployed ? "deployed" : activation.tagged() > 0 ? "processing" : "pending")
                .put("decisioning_platform_segment_id", activation.tag());
        return deployed
                ? status.put("deployed_at", activation.doneAt().toString())
                : status.put("estimated_activation_duration_minutes", MINUTES);
    }

    private static String message(Activation activation, boolean deployed) {
        return deployed
                ? activation.tagged() + " customers carry the tag " + activation.tag() + " in Netmera."
                : "Customers are being tagged in Netmera as " + activation.tag() + "; ask again for the progress.";
    }

    private static Rule only(Signal signal) {
        return new Rule(List.of(new Rule.Group(List.of(Criterion.of(signal.id())))), List.of());
    }

    private static String origin(String planner, String signalId) {
        return "adcp " + planner + " " + signalId;
    }
}
