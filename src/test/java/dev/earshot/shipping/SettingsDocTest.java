package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.shipping.SettingMethods.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** By this list, misspelt variables are found. */
    @Test
    void the_list_of_environment_variables_has_every_setting() throws Exception {
        Set<String> all = new TreeSet<>();
        Matcher shipped = Pattern.compile("\\$\\{(EARSHOT_[A-Z_]+)")
                .matcher(Files.readString(Path.of("src", "main", "resources", "application.properties")));
        while (shipped.find()) {
            all.add(shipped.group(1));
        }
        // Read before there are settings.
        all.addAll(List.of("EARSHOT_PROXY", "EARSHOT_NO_PROXY"));
        SettingMethods.all().forEach(setting -> {
            String name = setting.name().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            all.add(name.replaceAll("\\*.*", "*"));
            if (setting.isMany()) {
                all.add(name + "_*");
            }
        });
        Path list = Path.of("src", "main", "resources", "settings", "environment.txt");
        if (Boolean.getBoolean("earshot.golden.write")) {
            Files.write(list, all);
        }
        assertThat(Files.readAllLines(list))
                .as("Written with -Dearshot.golden.write=true")
                .containsExactlyElementsOf(all);
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
