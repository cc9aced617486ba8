package dev.earshot.netmera;

import dev.earshot.customer.CustomerId;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.Receipt;
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

/** One call to Netmera, and what its answer means for each delivery in it. */
@Singleton
class NetmeraCalls {
    private final NetmeraApi api;
    private final NetmeraConfig config;
    private final Wire wire;
    private final Answers answers;

    NetmeraCalls(@RestClient NetmeraApi api, NetmeraConfig config, Wire wire, Answers answers) {
        this.api = api;
        this.config = config;
        this.wire = wire;
        this.answers = answers;
    }

    /**
     * Netmera takes or refuses a call as a whole. One that it calls wrong (400) is sent again in halves, one after the other so that order is
     * kept, until the guilty delivery stands alone, or no call may begin any more: many guilty ones would outlast the lease.
     *
     * @param goOn asked before each call; what is not sent has no receipt
     */
    Uni<Map<String, Receipt>> send(Run run, BooleanSupplier goOn) {
        if (run.isEmpty() || !goOn.getAsBoolean()) {
            return Uni.createFrom().item(Map.of());
        }
        return answers.to(run.kind(), call(run))
                .chain(answer -> answer.isRefusal() && run.size() > 1
                        ? halves(run, goOn)
                        : Uni.createFrom().item(forAll(run, answer.forOne(run.kind()))));
    }

    private Uni<Response> call(Run run) {
        String body = wire.body(run);
        return switch (run.kind()) {
            case PROFILES -> api.setProfileAttributes(config.apiKey(), body);
            case EVENTS -> api.fireEvents(config.apiKey(), body);
            case ERASURES -> api.deleteUsers(config.apiKey(), body);
            case TAGS, UNTAGS -> throw new IllegalArgumentException("A tag is a call of its own");
        };
    }

    private Uni<Map<String, Receipt>> halves(Run run, BooleanSupplier goOn) {
        Run left = run.part(0, run.size() / 2);
        Run right = run.part(run.size() / 2, run.size());
        return send(left, goOn)
                .chain(sent -> send(notBehind(sent, left, right), goOn).map(more -> union(sent, more)));
    }

    /** What may still be sent: not what stands behind one of the same customer that did not get through. */
    private static Run notBehind(Map<String, Receipt> sent, Run first, Run rest) {
        Set<CustomerId> stuck = first.deliveries().stream()
                .filter(delivery -> !Receipt.isFinal(sent.get(delivery.id())))
                .map(Delivery::customer)
                .collect(Collectors.toSet());
        List<Delivery> free = rest.deliveries().stream()
                .filter(delivery -> !stuck.contains(delivery.customer()))
                .toList();
        return new Run(rest.kind(), free);
    }

    private static Map<String, Receipt> forAll(Run run, Receipt receipt) {
        Map<String, Receipt> receipts = new HashMap<>();
        run.deliveries().forEach(delivery -> receipts.put(delivery.id(), receipt));
        return receipts;
    }

    private static Map<String, Receipt> union(Map<String, Receipt> some, Map<String, Receipt> others) {
        Map<String, Receipt> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
