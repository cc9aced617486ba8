package dev.earshot.chat.agent.model;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** The model agent, with a stub on a free port for a model, and little patience. */
public class AskingTheStub implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        try (ServerSocket free = new ServerSocket(0)) {
            Map<String, String> overrides = new HashMap<>();
            overrides.put("earshot.agent", "model");
            overrides.put("earshot.model.url", "http://localhost:" + free.getLocalPort() + "/v1");
            overrides.put("earshot.model.name", "stub");
            overrides.put("earshot.model.silence", "3s");
            overrides.put("earshot.chat.word-every", "0s");
            return overrides;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
