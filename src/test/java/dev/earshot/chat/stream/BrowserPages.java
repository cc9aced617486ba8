package dev.earshot.chat.stream;

import dev.earshot.chat.UnhurriedAgent;
import java.util.HashMap;
import java.util.Map;

/** Pages of another host, and little room for streams. */
public final class BrowserPages extends UnhurriedAgent {
    static final String PAGE = "https://app.example";
    static final int STREAMS = 2;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("quarkus.http.cors.origins", PAGE);
        settings.put("earshot.limits.streams", Integer.toString(STREAMS));
        return settings;
    }
}
