package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What breaks only in a native image, found without one: the build is taken as far as the files that {@code native-image} reads, and they are held
 * against the code.
 */
class NativeReadinessIT {
    private static final Path CLASSES = Path.of("target", "classes");
    /** Read by the build, which leaves its values in the image. */
    private static final Set<String> OF_THE_BUILD = Set.of("application.properties");

    private final NativeConfig image = NativeConfig.read();

    @Test
    void every_type_that_becomes_json_or_is_made_of_it_is_registered() {
        Map<String, String> types = JsonTypes.in(CLASSES);
        assertThat(types)
                .as("The search itself: a body, an answer, a column, what is written by hand, and what those hold")
                .containsKeys(
                        "dev.earshot.conversation.Prompt",
                        "dev.earshot.conversation.Replies$History",
                        "dev.earshot.conversation.Metadata",
                        "dev.earshot.tool.Answer",
                        "dev.earshot.item.SearchResult$Hit",
                        "dev.earshot.web.Problem",
                        "dev.earshot.Refusal$Fault");
        Map<String, String> missing = new TreeMap<>(types);
        missing.keySet().removeIf(image::reflectsOn);
        assertThat(missing)
                .as("Add @RegisterForReflection(registerFullHierarchy = true); each with where it was found")
                .isEmpty();
    }

    @Test
    void every_resource_is_in_the_image() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> CLASSES.relativize(file).toString())
                            .filter(file -> !file.endsWith(".class") && !OF_THE_BUILD.contains(file))
                            .filter(file -> !file.startsWith("sandbox/"))
                            .filter(file -> !file.startsWith("META-INF/") || file.startsWith("META-INF/resources/"))
                            .filter(file -> !image.holds(file)))
                    .as("Add them to quarkus.native.resources.includes")
                    .isEmpty();
        }
    }
}
