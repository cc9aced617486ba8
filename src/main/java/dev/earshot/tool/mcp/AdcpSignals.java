package dev.earshot.tool.mcp;

import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.activation.Activation;
import dev.earshot.audience.activation.Activations;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.common.ApiException;
import dev.earshot.http.address.PublicAddress;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.SignalSuggestion;
import dev.earshot.signal.SignalReach;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The taxonomy as a signal agent of AdCP (the Ad Context Protocol's signals tasks): a brief in plain words becomes
 * signals with their coverage, and a signal becomes live on the one platform there is, Netmera, as an audience of this
 * signal alone.
 */
@Singleton
class AdcpSignals {
    static final String PROVIDER = "Earshot";
    static final String NOT_FOUND = "SIGNAL_NOT_FOUND";

    private static final String FREE = "free";

    /** No brief means more. */
    private static final int MOST_SIGNALS = 200;

    private final SignalTaxonomy taxonomy;
    private final SignalReach reach;
    private final AudienceSizer sizer;
    private final Audiences audiences;
    private final Activations activations;
    private final PublicAddress address;
    private final CurrentVertxRequest request;

    AdcpSignals(
            SignalTaxonomy taxonomy,
            SignalReach reach,
            AudienceSizer sizer,
            Audiences audiences,
            Activations activations,
            PublicAddress address,
            CurrentVertxRequest request) {
        this.taxonomy = taxonomy;
        this.reach = reach;
        this.sizer = sizer;
        this.audiences = audiences;
        this.activations = activations;
        this.address = address;
        this.request = request;
    }

    /** What is found, with all that is known of it. */
    private record Found(List<Signal> signals, Map<String, Long> reach, Map<String, Audience> live, long universe) {
        double coverage(Signal signal) {
            double share = universe == 0 ? 0 : 100.0 * reach.getOrDefault(signal.id(), 0L) / universe;
            return Math.round(share * 100) / 100.0;
        }
    }

    Uni<JsonObject> find(String planner, AdcpSignalQuery query) {
        String agentUrl = address.base(request.getCurrent()) + "/mcp";
        return taxonomy.index()
                // A long brief takes longer than an event loop should be held.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(index -> query.canFind() ? matching(index, query) : List.<Signal>of())
                .chain(signals -> covered(planner, signals, query.leastCoverage()))
                .chain(signals -> about(planner, query.page(signals))
                        .map(found ->
                                page(found, query, agentUrl).put("pagination", query.pagination(signals.size()))));
    }

    private Uni<List<Signal>> covered(String planner, List<Signal> signals, double leastCoverage) {
        return leastCoverage == 0
                ? Uni.createFrom().item(signals)
                : about(planner, signals)
                        .map(found -> signals.stream()
                                .filter(signal -> found.coverage(signal) >= leastCoverage)
                                .toList());
    }

    private static List<Signal> matching(TaxonomyIndex index, AdcpSignalQuery query) {
        Stream<Signal> named = query.ids().stream().map(index::find).flatMap(Optional::stream);
        Stream<Signal> meant = query.wantsAll()
                ? index.signals().stream()
                : query.brief().stream()
                        .flatMap(brief -> SignalMatcher.of(index).match(brief).suggestions(MOST_SIGNALS).stream())
                        .filter(suggestion -> !suggestion.negated())
                        .map(SignalSuggestion::signal);
        return Stream.concat(named, meant).distinct().toList();
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
                        .filter(audience -> isLive(audience, signal))
                        .ifPresent(audience -> live.put(signal.id(), audience)));
        return new Found(found.signals(), found.reach(), live, found.universe());
    }

    /** An audience whose planner has changed its rule is the planner's own. */
    private static boolean isLive(Audience audience, Signal signal) {
        return audience.active() && audience.rule().equals(only(signal));
    }

    private static JsonObject page(Found found, AdcpSignalQuery query, String agentUrl) {
        List<JsonObject> signals = found.signals().stream()
                .map(signal -> signal(signal, found, query.destinations(), agentUrl))
                .toList();
        return new JsonObject().put("signals", new JsonArray(signals));
    }

    private static JsonObject signal(Signal signal, Found found, List<AdcpDestination> destinations, String agentUrl) {
        Optional<Audience> live = Optional.ofNullable(found.live().get(signal.id()));
        List<JsonObject> deployments = destinations.stream()
                .filter(AdcpDestination::isServed)
                .map(destination -> live.map(audience -> destination.active(
                                audience.tag(), audience.updatedAt(), Optional.of(audience.updatedAt())))
                        .orElseGet(destination::inactive))
                .toList();
        JsonObject price = new JsonObject()
                .put("pricing_option_id", FREE)
                .put("model", "cpm")
                .put("cpm", 0)
                .put("currency", "USD");
        return new JsonObject()
                .put(
                        "signal_id",
                        new JsonObject()
                                .put("source", "agent")
                                .put("agent_url", agentUrl)
                                .put("id", signal.id()))
                .put("signal_agent_segment_id", signal.id())
                .put("name", signal.name())
                .put("description", String.join(" > ", signal.path()))
                .put("value_type", "binary")
                .put("signal_type", "owned")
                .put("data_provider", PROVIDER)
                .put("coverage_percentage", found.coverage(signal))
                .put("deployments", new JsonArray(deployments))
                .put("pricing_options", new JsonArray().add(price));
    }

    /**
     * Makes the signal live, or takes it back. Netmera has one tag for it, whatever the destinations: activating twice
     * returns the progress. Nothing is charged, so any pricing option is taken. An audience whose planner has changed
     * its rule since is left alone: its tag would reach customers who don't show the signal, so the signal gets a new
     * audience and tag.
     */
    Uni<JsonObject> activate(String planner, JsonObject arguments) {
        String signalId = arguments.getString("signal_agent_segment_id");
        boolean deactivate = "deactivate".equals(arguments.getString("action"));
        List<AdcpDestination> destinations = AdcpDestination.of(arguments.getJsonArray("destinations"));
        return taxonomy.index()
                .map(index -> index.find(signalId)
                        .orElseThrow(() -> ApiException.unknown(NOT_FOUND, "There is no signal " + signalId)))
                .chain(signal -> destinations.stream().noneMatch(AdcpDestination::isServed)
                        ? Uni.createFrom().item(Optional.<Activation>empty())
                        : deactivate ? deactivated(planner, signal) : activated(planner, signal))
                .map(activation -> deployments(destinations, activation));
    }

    private Uni<Optional<Activation>> activated(String planner, Signal signal) {
        return audiences
                .makeAsIs(planner, signal.name(), only(signal), origin(planner, signal.id()))
                .chain(audience -> activations.activate(planner, audience))
                .map(Optional::of);
    }

    private Uni<Optional<Activation>> deactivated(String planner, Signal signal) {
        String origin = origin(planner, signal.id());
        return audiences
                .madeFor(planner, List.of(origin))
                .map(made -> Optional.ofNullable(made.get(origin)).filter(audience -> isLive(audience, signal)))
                .chain(active -> active.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : activations.deactivate(planner, active.get().id()).replaceWithVoid())
                .replaceWith(Optional.empty());
    }

    private static JsonObject deployments(List<AdcpDestination> destinations, Optional<Activation> activation) {
        List<JsonObject> deployments = destinations.stream()
                .map(destination -> !destination.isServed()
                        ? destination.unserved()
                        : activation
                                .map(one -> destination.active(one.tag(), one.at(), done(one)))
                                .orElseGet(destination::inactive))
                .toList();
        return new JsonObject().put("deployments", new JsonArray(deployments));
    }

    private static Optional<Instant> done(Activation activation) {
        return Optional.ofNullable(activation.doneAt()).filter(at -> activation.status() == Activation.Status.DONE);
    }

    private static Rule only(Signal signal) {
        return new Rule(List.of(new Rule.Group(List.of(Criterion.of(signal.id())))), List.of());
    }

    private static String origin(String planner, String signalId) {
        return "adcp " + planner + " " + signalId;
    }
}
