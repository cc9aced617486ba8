package dev.earshot.console;

import dev.earshot.testing.process.Npm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The console's scripts are formatted by Prettier: {@code npm ci && npm run format} in {@code src/test/console}. */
class ConsoleFormatTest {
    private static final Path CONSOLE = Path.of("src", "main", "resources", "META-INF", "resources", "console");

    @Test
    void every_script_of_the_console_is_formatted() {
        Npm.install("console")
                .run(
                        "npx",
                        "prettier",
                        "--config",
                        "prettier.json",
                        "--check",
                        CONSOLE.toAbsolutePath().toString());
    }
}
