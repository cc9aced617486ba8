package dev.earshot.outbox.admin;

import dev.earshot.outbox.dispatch.DeliveryGate;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports in the readiness answer whether delivery is degraded. The check stays up: tools go on answering, and nothing
 * is lost meanwhile.
 */
@Readiness
@ApplicationScoped
class DeliveryHealth implements HealthCheck {
    private final DeliveryGate gate;

    DeliveryHealth(DeliveryGate gate) {
        this.gate = gate;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder delivery =
                HealthCheckResponse.named("Delivery").up();
        gate.reason()
                .ifPresentOrElse(
                        reason -> delivery.withData("state", "degraded").withData("reason", reason),
                        () -> delivery.withData("state", "flowing"));
        return delivery.build();
    }
}
