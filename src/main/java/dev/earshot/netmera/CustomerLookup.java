package dev.earshot.netmera;

import dev.earshot.netmera.TestEventReport.Status;
import dev.earshot.netmera.TestEventReport.Step;
import dev.earshot.outbox.admin.DeliveryAdmin;
import dev.earshot.outbox.admin.DeliveryProgress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.TreeSet;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Reads Netmera's profile of a test event's customer: Netmera may accept an event of an unknown customer that then has
 * no effect.
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

    /** The last step of a report; it waits until the event has arrived. */
    Uni<Step> step(DeliveryProgress progress) {
        if (progress.status() == DeliveryAdmin.Status.PENDING) {
            return Uni.createFrom().item(new Step(NAME, Status.WAITING, null, "Checked after the event has arrived"));
        }
        return api.profile(config.apiKey(), progress.customer().value())
                .map(JsonObject::new)
                .map(this::known)
                .onFailure()
                .recoverWithItem(this::unknown);
    }

    /** The names of attributes only: their values are private. */
    private Step known(JsonObject answer) {
        JsonObject profile = answer.getJsonObject("profile", new JsonObject());
        String attributes = profile.isEmpty() ? "none" : String.join(", ", new TreeSet<>(profile.fieldNames()));
        return new Step(
                NAME, Status.DONE, clock.instant(), "Netmera knows the customer; profile attributes: " + attributes);
    }

    private Step unknown(Throwable failure) {
        String detail = failure instanceof NetmeraError error && error.saysUnknownCustomer()
                ? "Netmera does not know the customer; call identify_customer with a profile first"
                : "Netmera's profile could not be read: " + failure.getMessage();
        return new Step(NAME, Status.FAILED, clock.instant(), detail);
    }
}
