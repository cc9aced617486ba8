package dev.earshot.netmera;

import dev.earshot.customer.CustomerId;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.Receipt;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** One call to Netmera, and what its answer means for each delivery in it. */
@Singleton
class NetmeraCalls {
    private final NetmeraApi api;
    private final NetmeraConfig config;
    private final Naming naming;
    private final MeterRegistry meters;

    NetmeraCalls(@RestClient NetmeraApi api, NetmeraConfig config, Naming naming, MeterRegistry meters) {
        this.api = api;
        this.config = config;
        this.naming = naming;
        this.meters = meters;
    }

    Uni<Map<String, Receipt>> fireEvents(List<Delivery> events) {
        return send(events, "fireEvents", this::event, body -> api.fireEvents(config.apiKey(), body));
    }

    Uni<Map<String, Receipt>> setProfiles(List<Delivery> profiles) {
        return send(
                profiles,
                "setProfileAttributes",
                this::profile,
                body -> api.setProfileAttributes(config.apiKey(), body));
    }

    /**
     * Netmera takes or refuses a call as a whole. One that it calls wrong (400) is sent again in halves, one after the other so that order is
     * kept, until the guilty delivery stands alone.
     */
    private Uni<Map<String, Receipt>> send(
            List<Delivery> run, String method, Function<Delivery, JsonObject> wire, Function<String, Uni<Void>> call) {
        if (run.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String body = new JsonArray(run.stream().map(wire).toList()).encode();
        Timer.Sample sample = Timer.start(meters);
        return call.apply(body)
                .<Receipt>map(empty -> new Receipt.Delivered())
                .onFailure()
                .recoverWithItem(NetmeraCalls::receipt)
                .invoke(receipt -> sample.stop(timer(method, receipt)))
                .chain(receipt -> receipt instanceof Receipt.Rejected && run.size() > 1
                        ? halves(run, method, wire, call)
                        : Uni.createFrom().item(forAll(run, receipt)));
    }

    private Uni<Map<String, Receipt>> halves(
            List<Delivery> run, String method, Function<Delivery, JsonObject> wire, Function<String, Uni<Void>> call) {
        List<Delivery> left = run.subList(0, run.size() / 2);
        List<Delivery> right = run.subList(run.size() / 2, run.size());
        return send(left, method, wire, call)
                .chain(sent ->
                        send(notBehind(sent, left, right), method, wire, call).map(more -> union(sent, more)));
    }

    /** What may still be sent: not what stands behind one of the same customer that did not get through. */
    private static List<Delivery> notBehind(Map<String, Receipt> sent, List<Delivery> first, List<Delivery> rest) {
        Set<CustomerId> stuck = first.stream()
                .filter(delivery -> !Receipt.isFinal(sent.get(delivery.id())))
                .map(Delivery::customer)
                .collect(Collectors.toSet());
        return rest.stream()
                .filter(delivery -> !stuck.contains(delivery.customer()))
                .toList();
    }

    private static Receipt receipt(Throwable failure) {
        if (failure instanceof NetmeraError error) {
            return error.status() == 400
                    ? new Receipt.Rejected(error.getMessage())
                    : new Receipt.TryAgain(error.getMessage(), error.retryAfter());
        }
        return new Receipt.TryAgain(failure.getClass().getSimpleName(), Optional.empty());
    }

    private static Map<String, Receipt> forAll(List<Delivery> run, Receipt receipt) {
        Map<String, Receipt> receipts = new HashMap<>();
        run.forEach(delivery -> receipts.put(delivery.id(), receipt));
        return receipts;
    }

    private static Map<String, Receipt> union(Map<String, Receipt> some, Map<String, Receipt> others) {
        Map<String, Receipt> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private JsonObject event(Delivery delivery) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("extId", delivery.customer().value());
        event.put("name", naming.event(delivery.kind()));
        event.put("eventId", delivery.eventId());
        delivery.body()
                .forEach(parameter -> event.put(
                        naming.parameter(delivery.kind(), parameter.getKey()),
                        naming.value(parameter.getKey(), parameter.getValue())));
        return new JsonObject(event);
    }

    private JsonObject profile(Delivery delivery) {
        return new JsonObject(Map.of("extId", delivery.customer().value(), "profile", delivery.body()));
    }

    private Timer timer(String method, Receipt receipt) {
        String outcome = receipt instanceof Receipt.Delivered
                ? "ok"
                : receipt instanceof Receipt.Rejected ? "rejected" : "failed";
        return Timer.builder("earshot.netmera.calls")
                .description("How long Netmera takes to answer")
                .tags("method", method, "outcome", outcome)
                .register(meters);
    }
}
