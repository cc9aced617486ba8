package dev.earshot.outbox.admin;

import dev.earshot.outbox.Destination;
import dev.earshot.outbox.Destinations;
import dev.earshot.outbox.dispatch.DeliveryGates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports in the readiness answer whether delivery to a destination is degraded. The check stays up: tools go on
 * answering, and nothing is lost meanwhile.
 */
@Readiness
@ApplicationScoped
class DeliveryHealth implements HealthCheck {
    private final Destinations destinations;
    private final DeliveryGates gates;

    DeliveryHealth(Destinations destinations, DeliveryGates gates) {
        this.destinations = destinations;
        this.gates = gates;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder delivery =
                HealthCheckResponse.named("Delivery").up();
        String reasons = destinations.names().stream()
                .flatMap(name -> gates.of(name).reason().map(reason -> said(name, reason)).stream())
                .collect(Collectors.joining("; "));
        if (reasons.isEmpty()) {
            delivery.withData("state", "flowing");
        } else {
            delivery.withData("state", "degraded").withData("reason", reasons);
        }
        return delivery.build();
    }

    private static String said(String destination, String reason) {
        return destination.equals(Destination.PRIMARY) ? reason : destination + ": " + reason;
    }
}
