package dev.earshot.chat;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** An agent that takes its time, so that there is a middle of a reply in which things can happen. */
public class UnhurriedAgent implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "earshot.chat.word-every", "25ms",
                "earshot.chat.log-every", "50ms",
                "earshot.chat.heartbeat", "500ms",
                "earshot.chat.poll", "300ms");
    }
}
