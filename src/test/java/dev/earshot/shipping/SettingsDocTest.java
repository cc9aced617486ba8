package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} names every setting with its default. */
class SettingsDocTest {
    private static final Path CLASSES = Path.of("target", "classes");
    /** Set by the environment variables of the README. */
    private static final Set<String> IN_THE_README = Set.of(
            "earshot.netmera.url",
            "earshot.netmera.api-key",
            "earshot.insight.url",
            "earshot.insight.api-key",
            "earshot.model.url",
            "earshot.model.api-key",
            "earshot.model.name");

    @Test
    void every_setting_is_documented_with_its_default() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("docs", "settings.md"));
        List<String> missing = new ArrayList<>();
        for (Class<?> config : configs()) {
            String prefix = config.getAnnotation(ConfigMapping.class).prefix();
            for (Method setting : config.getMethods()) {
                String name = prefix + "." + kebab(setting.getName());
                WithDefault value = setting.getAnnotation(WithDefault.class);
                String start = "| `" + name + "` | " + (value == null ? "–" : "`" + value.value() + "`");
                if (!IN_THE_README.contains(name) && lines.stream().noneMatch(line -> line.startsWith(start))) {
                    missing.add(start);
                }
            }
        }
        assertThat(missing).as("Put these into docs/settings.md").isEmpty();
    }

    private static List<Class<?>> configs() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<Class<?>> configs =
                    new ArrayList<>(files.map(file -> CLASSES.relativize(file).toString())
                            .filter(file -> file.endsWith("Config.class"))
                            .map(SettingsDocTest::load)
                            .filter(type -> type.isAnnotationPresent(ConfigMapping.class))
                            .toList());
            assertThat(configs).hasSizeGreaterThan(5);
            return configs;
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
