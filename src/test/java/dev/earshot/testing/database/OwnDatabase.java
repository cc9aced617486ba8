package dev.earshot.testing.database;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * For imports, which change what others match against and search in, and for traces: all is recorded that a caller has
 * sampled. Lock waits are shorter than in production.
 */
public class OwnDatabase implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.datasource.reactive.additional-properties.lock_timeout", "200ms",
                "quarkus.otel.sdk.disabled", "false",
                "quarkus.otel.traces.sampler.arg", "0",
                "quarkus.log.console.json.enabled", "true");
    }
}
