package dev.earshot.shipping.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What breaks only in a native image, found without one: the build is taken as far as the files that {@code native-
 * image} reads, and they are held against the code.
 */
class NativeReadinessIT {
    private static final Path CLASSES = Path.of("target", "classes");
    /** Read by the build, which leaves its values in the image. */
    private static final Set<String> OF_THE_BUILD = Set.of("application.properties");

    /**
     * Signatures with {@code Object} whose values are texts, numbers, booleans, lists and maps, as they were read from
     * JSON; and from which.
     */
    private static final Map<String, String> OF_JSON = Map.ofEntries(
            Map.entry("dev.earshot.audience.ParameterCondition", "texts, numbers and truth values"),
            Map.entry("dev.earshot.chat.stream.agui.AgUiResource.run", "events as a text, or a stream"),
            Map.entry("dev.earshot.chat.stream.openai.OpenAiResource.complete", "a text that is JSON, or a stream"),
            Map.entry("dev.earshot.customer.CustomerResource.export", "rows that Postgres gives as JSON"),
            Map.entry("dev.earshot.customer.CustomerSearch$Found", "the profile, a JSON column"),
            Map.entry("dev.earshot.customer.TimelineEntry", "columns that Postgres gives as JSON"),
            Map.entry(
                    "dev.earshot.netmera.ProfileComparison$Attribute",
                    "the profile, a JSON column, and Netmera's JSON"),
            Map.entry("dev.earshot.outbox.admin.DeliveryResource.retry", "the caller's body"),
            Map.entry("dev.earshot.tool.call.ToolResult$Customer", "the profile, a JSON column"),
            Map.entry("dev.earshot.tool.call.ToolResult", "a backend's answer, of JSON"),
            Map.entry("dev.earshot.tool.report.CallHistory$Entry", "the arguments, a JSON column"),
            Map.entry("dev.earshot.tool.ToolResource.list", "schemas from a file"),
            Map.entry("dev.earshot.tool.ToolResource.document", "schemas from a file"));

    private final NativeConfig image = NativeConfig.read();
    private final JsonTypes json = JsonTypes.in(CLASSES);

    @Test
    void every_type_that_becomes_json_or_is_made_of_it_is_registered() {
        Map<String, String> types = json.found();
        assertThat(types)
                .as("The search itself: a body, an answer, a column, what is written by hand, and what those hold")
                .containsKeys(
                        "dev.earshot.chat.Prompt",
                        "dev.earshot.chat.run.Replies$History",
                        "dev.earshot.chat.ReplyMetadata",
                        "dev.earshot.tool.call.ToolResult",
                        "dev.earshot.item.SearchResult$Hit",
                        "dev.earshot.http.error.Problem",
                        "dev.earshot.http.error.ImportStep$Progress",
                        "dev.earshot.http.error.ImportLine$Done",
                        "dev.earshot.common.ApiException$Fault");
        Map<String, String> missing = new TreeMap<>(types);
        missing.keySet().removeIf(image::reflectsOn);
        assertThat(missing)
                .as("Add @RegisterForReflection(registerFullHierarchy = true); each with where it was found")
                .isEmpty();
    }

    @Test
    void no_signature_hides_what_becomes_json() {
        assertThat(json.hidden())
                .as("Say the type, or seal an interface for several; only what is made of JSON may stay")
                .isEqualTo(OF_JSON.keySet());
    }

    @Test
    void every_cache_finds_its_classes_by_name() {
        Map<String, Set<String>> caches = CacheClasses.byCache(CLASSES);
        assertThat(caches).as("The search itself").hasSizeGreaterThan(4);
        Map<String, Set<String>> missing = new TreeMap<>();
        caches.forEach((cache, classes) -> classes.stream()
                .filter(name -> !image.finds(name))
                .forEach(name ->
                        missing.computeIfAbsent(cache, none -> new TreeSet<>()).add(name)));
        assertThat(missing)
                .as("Add them as @RegisterForReflection(classNames = …) to the class that builds the cache")
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
