package dev.earshot.netmera;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryResult;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Calls that tag many customers, or untag them. Netmera refuses such a call as a whole for one unknown id, and does not
 * say which: so the ids are halved until the faulty ones stand alone.
 */
@Singleton
class TagCalls {
    private static final DeliveryResult MORE = new DeliveryResult.TryAgain("Being divided", Optional.of(Duration.ZERO));

    private final NetmeraApi api;
    private final NetmeraConfig config;
    private final NetmeraResponseMetrics metrics;

    TagCalls(@RestClient NetmeraApi api, NetmeraConfig config, NetmeraResponseMetrics metrics) {
        this.api = api;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Sends the deliveries in turn, and none after a failed one.
     *
     * @param goOn asked before each call; a delivery with customers still unsent then continues with them in its next
     *     turn
     */
    Uni<Map<String, DeliveryResult>> send(RequestBatch run, BooleanSupplier goOn) {
        Map<String, DeliveryResult> receipts = new HashMap<>();
        return Multi.createFrom()
                .iterable(run.deliveries())
                .onItem()
                .transformToUniAndConcatenate(delivery ->
                        receipts.values().stream().allMatch(DeliveryResult::isFinal) && goOn.getAsBoolean()
                                ? send(run.kind(), delivery, goOn).invoke(result -> receipts.put(delivery.id(), result))
                                : Uni.createFrom().nullItem())
                .collect()
                .last()
                .replaceWith(receipts);
    }

    private Uni<DeliveryResult> send(RequestBatch.Kind kind, Delivery delivery, BooleanSupplier goOn) {
        Division division = new Division(kind, delivery, goOn);
        return division.send(delivery.customers()).map(rest -> division.receipt(rest));
    }

    private Uni<Response> call(RequestBatch.Kind kind, Delivery delivery, List<String> customers) {
        String order = PayloadEncoder.tag(delivery, customers);
        return kind == RequestBatch.Kind.TAGS
                ? api.tagUsers(config.apiKey(), order)
                : api.untagUsers(config.apiKey(), order);
    }

    /** One delivery's customers, by result. */
    private final class Division {
        private final RequestBatch.Kind kind;
        private final Delivery delivery;
        private final BooleanSupplier goOn;
        private final Set<String> taken = new HashSet<>();
        private final Map<String, String> refused = new HashMap<>();

        Division(RequestBatch.Kind kind, Delivery delivery, BooleanSupplier goOn) {
            this.kind = kind;
            this.delivery = delivery;
            this.goOn = goOn;
        }

        /** The result for those of these customers that have none yet, if there are any. */
        Uni<Optional<DeliveryResult>> send(List<String> customers) {
            if (customers.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            if (!goOn.getAsBoolean()) {
                return Uni.createFrom().item(Optional.of(MORE));
            }
            return metrics.to(kind, call(kind, delivery, customers)).chain(answer -> learn(customers, answer));
        }

        private Uni<Optional<DeliveryResult>> learn(List<String> customers, NetmeraResponse answer) {
            if (customers.size() > 1 && answer.mayBeOneCustomers()) {
                int half = customers.size() / 2;
                return send(customers.subList(0, half))
                        .chain(rest -> rest.isPresent()
                                ? Uni.createFrom().item(rest)
                                : send(customers.subList(half, customers.size())));
            }
            DeliveryResult result = customers.size() == 1 ? answer.forOne(kind) : answer.receipt();
            if (result instanceof DeliveryResult.Delivered) {
                taken.addAll(customers);
            } else if (result instanceof DeliveryResult.Rejected rejection) {
                customers.forEach(customer -> refused.put(customer, rejection.answer()));
            } else {
                return Uni.createFrom().item(Optional.of(result));
            }
            return Uni.createFrom().item(Optional.empty());
        }

        DeliveryResult receipt(Optional<DeliveryResult> rest) {
            return rest.isPresent() && taken.isEmpty() && refused.isEmpty()
                    ? rest.get()
                    : new DeliveryResult.Divided(taken, refused, rest);
        }
    }
}
