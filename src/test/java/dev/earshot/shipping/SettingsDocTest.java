package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.shipping.SettingMethods.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} names every setting with its default and its bounds. */
class SettingsDocTest {
    /** Set by the environment variables at the top of the page. */
    private static final Set<String> BY_ENVIRONMENT = Set.of(
            "earshot.database.url",
            "earshot.database.read-url",
            "earshot.netmera.url",
            "earshot.netmera.api-key",
            "earshot.insight.url",
            "earshot.insight.api-key",
            "earshot.model.url",
            "earshot.model.api-key",
            "earshot.model.name");

    @Test
    void every_setting_is_documented_with_its_default_and_its_bounds() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("docs", "settings.md"));
        assertThat(SettingMethods.all().stream()
                        .filter(setting -> !BY_ENVIRONMENT.contains(setting.name()) && !setting.isNested())
                        .map(SettingsDocTest::start)
                        .filter(start -> lines.stream().noneMatch(line -> line.equals(start))))
                .as("Put these into docs/settings.md")
                .isEmpty();
    }

    /** The entry's first line; the backslash is Markdown's line break. */
    private static String start(Setting setting) {
        return Stream.of(
                                "- `" + setting.name() + "`",
                                setting.value().map(value -> "`" + value + "`").orElse("–"),
                                setting.bounds().orElse(""))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" · "))
                + "\\";
    }
}
