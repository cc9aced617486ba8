package dev.earshot.chat;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** An agent that says what it has to say at once. */
public class PromptAgent implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("earshot.chat.word-every", "0s", "earshot.chat.log-every", "20ms");
    }
}
