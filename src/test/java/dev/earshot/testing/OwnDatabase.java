package dev.earshot.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** For imports, which change what others match against and search in. Lock waits are shorter than in production. */
public class OwnDatabase implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.datasource.reactive.additional-properties.lock_timeout", "200ms");
    }
}
