package dev.earshot.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is delivered until the test says so. */
public class ManualDispatch implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("earshot.outbox.dispatch", "false");
    }
}
