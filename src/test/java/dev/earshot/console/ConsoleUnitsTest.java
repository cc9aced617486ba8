package dev.earshot.console;

import dev.earshot.testing.process.Npm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the console's scripts do without a page: {@code src/test/console/units.mjs}. */
class ConsoleUnitsTest {
    private static final Path CONSOLE = Path.of("src", "main", "resources", "META-INF", "resources", "console");

    @Test
    void a_rule_is_changed_in_one_place_and_one_delivery_is_repeated_alone() {
        Npm.install("console").run("node", "units.mjs", CONSOLE.toAbsolutePath().toString());
    }
}
