package dev.earshot.tool.reload;

import dev.earshot.testing.ManualDispatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A tools file that the test may change; the schedule looks too seldom to see it. */
public class EditedTools extends ManualDispatch {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        try {
            Path file = Files.createTempDirectory("tools").resolve("tools.yaml");
            Files.writeString(file, "{}");
            settings.put("earshot.tools.file", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("earshot.tools.look-every", "1h");
        return settings;
    }
}
