package dev.earshot.conversation;

import dev.earshot.testing.Api;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Measures many viewers on one instance; run by name only, see docs/benchmarks.md. */
class ViewersBench {
    private static final String VIEWERS = System.getProperty("viewers", "2000");

    @Test
    void measure() throws IOException, InterruptedException {
        Map<String, String> settings = new Surroundings().start();
        try (RunningApp app = RunningApp.start(settings)) {
            run(app, "300", "runs");
            run(app, VIEWERS, "one");
            run(app, VIEWERS, "runs");
        }
    }

    private static void run(RunningApp app, String viewers, String shape) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String pid = Long.toString(app.process().pid());
        String token = Api.token("bench", "planner");
        new ProcessBuilder(java, "bench/Viewers.java", app.url(), token, viewers, shape, pid)
                .inheritIO()
                .start()
                .waitFor();
    }
}
