package dev.earshot.netmera;

import dev.earshot.customer.CustomerId;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryResult;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** One call to Netmera, and the result of its answer for each delivery in it. */
@Singleton
class NetmeraCalls {
    private final NetmeraApi api;
    private final NetmeraConfig config;
    private final PayloadEncoder encoder;
    private final NetmeraResponseMetrics metrics;

    NetmeraCalls(
            @RestClient NetmeraApi api, NetmeraConfig config, PayloadEncoder encoder, NetmeraResponseMetrics metrics) {
        this.api = api;
        this.config = config;
        this.encoder = encoder;
        this.metrics = metrics;
    }

    /**
     * Netmera accepts or refuses a call as a whole. A call refused as wrong (400) is resent in halves, one after the
     * other to keep the order, until the faulty delivery stands alone, or until no call may begin any more: many faulty
     * ones would outlast the lease.
     *
     * @param goOn asked before each call; what is not sent has no receipt
     */
    Uni<Map<String, DeliveryResult>> send(RequestBatch run, BooleanSupplier goOn) {
        if (run.isEmpty() || !goOn.getAsBoolean()) {
            return Uni.createFrom().item(Map.of());
        }
        return metrics.to(run.kind(), call(run))
                .chain(answer -> answer.isRefusal() && run.size() > 1
                        ? halves(run, goOn)
                        : Uni.createFrom().item(forAll(run, answer.forOne(run.kind()))));
    }

    private Uni<Response> call(RequestBatch run) {
        String body = encoder.body(run);
        return switch (run.kind()) {
            case PROFILES -> api.setProfileAttributes(config.apiKey(), body);
            case EVENTS -> api.fireEvents(config.apiKey(), body);
            case ERASURES -> api.deleteUsers(config.apiKey(), body);
            case TAGS, UNTAGS -> throw new IllegalArgumentException("A tag is a separate call");
        };
    }

    private Uni<Map<String, DeliveryResult>> halves(RequestBatch run, BooleanSupplier goOn) {
        RequestBatch left = run.part(0, run.size() / 2);
        RequestBatch right = run.part(run.size() / 2, run.size());
        return send(left, goOn)
                .chain(sent -> send(notBehind(sent, left, right), goOn).map(more -> union(sent, more)));
    }

    /** What may still be sent: nothing after a failed delivery of the same customer. */
    private static RequestBatch notBehind(Map<String, DeliveryResult> sent, RequestBatch first, RequestBatch rest) {
        Set<CustomerId> stuck = first.deliveries().stream()
                .filter(delivery -> !DeliveryResult.isFinal(sent.get(delivery.id())))
                .map(Delivery::customer)
                .collect(Collectors.toSet());
        List<Delivery> free = rest.deliveries().stream()
                .filter(delivery -> !stuck.contains(delivery.customer()))
                .toList();
        return new RequestBatch(rest.kind(), free);
    }

    private static Map<String, DeliveryResult> forAll(RequestBatch run, DeliveryResult result) {
        Map<String, DeliveryResult> receipts = new HashMap<>();
        run.deliveries().forEach(delivery -> receipts.put(delivery.id(), result));
        return receipts;
    }

    private static Map<String, DeliveryResult> union(
            Map<String, DeliveryResult> some, Map<String, DeliveryResult> others) {
        Map<String, DeliveryResult> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
