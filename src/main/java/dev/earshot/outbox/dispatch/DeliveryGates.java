package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.Destinations;
import dev.earshot.outbox.OutboxConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gate of each destination. */
@Singleton
public class DeliveryGates {
    private final Map<String, DeliveryGate> gates = new LinkedHashMap<>();

    DeliveryGates(Destinations destinations, OutboxConfig config, InstantSource clock, MeterRegistry meters) {
        destinations.names().forEach(name -> gates.put(name, new DeliveryGate(name, config, clock, meters)));
    }

    public DeliveryGate of(String destination) {
        return gates.get(destination);
    }
}
