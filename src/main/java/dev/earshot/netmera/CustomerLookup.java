package dev.earshot.netmera;

import dev.earshot.customer.CustomerId;
import dev.earshot.netmera.TestEventReport.Status;
import dev.earshot.netmera.TestEventReport.Step;
import dev.earshot.outbox.admin.DeliveryAdmin;
import dev.earshot.outbox.admin.DeliveryProgress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Reads Netmera's profile of a customer, for a support desk and for test events: Netmera may accept an event of an
 * unknown customer that then has no effect.
 */
@Singleton
class CustomerLookup {
    private static final String NAME = "profile";

    private final NetmeraApi api;
    private final NetmeraConfig config;
    private final InstantSource clock;

    CustomerLookup(@RestClient NetmeraApi api, NetmeraConfig config, InstantSource clock) {
        this.api = api;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What Netmera holds of a customer.
     *
     * @param attributes the profile under Netmera's names; empty unless the customer was found
     */
    record Held(State state, Map<String, Object> attributes, String detail) {
        /** Whether Netmera's profile could be read. */
        public enum State {
            FOUND,
            UNKNOWN_CUSTOMER,
            UNREADABLE
        }
    }

    /** Reads the profile; a failure is an answer, too. */
    Uni<Held> read(CustomerId customer) {
        return api.profile(config.apiKey(), customer.value())
                .map(JsonObject::new)
                .map(CustomerLookup::found)
                .onFailure()
                .recoverWithItem(CustomerLookup::notFound);
    }

    /** The last step of a report; it waits until the event has arrived. */
    Uni<Step> step(DeliveryProgress progress) {
        if (progress.status() == DeliveryAdmin.Status.PENDING) {
            return Uni.createFrom().item(new Step(NAME, Status.WAITING, null, "Checked after the event has arrived"));
        }
        return read(progress.customer())
                .map(held -> new Step(
                        NAME,
                        held.state() == Held.State.FOUND ? Status.DONE : Status.FAILED,
                        clock.instant(),
                        held.detail()));
    }

    /** The detail names attributes only: their values are private. */
    private static Held found(JsonObject answer) {
        Map<String, Object> profile =
                answer.getJsonObject("profile", new JsonObject()).getMap();
        String attributes = profile.isEmpty() ? "none" : String.join(", ", new TreeSet<>(profile.keySet()));
        return new Held(Held.State.FOUND, profile, "Netmera knows the customer; profile attributes: " + attributes);
    }

    private static Held notFound(Throwable failure) {
        return failure instanceof NetmeraError error && error.saysUnknownCustomer()
                ? new Held(
                        Held.State.UNKNOWN_CUSTOMER,
                        Map.of(),
                        "Netmera does not know the customer; call identify_customer with a profile first")
                : new Held(
                        Held.State.UNREADABLE,
                        Map.of(),
                        "Netmera's profile could not be read: " + failure.getMessage());
    }
}
