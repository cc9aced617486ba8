package dev.earshot.tool.backend;

import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventTaxonomy;
import dev.earshot.tool.backend.client.Backend;
import dev.earshot.tool.backend.client.OwnToolsConfig;
import dev.earshot.tool.backend.file.DataFile;
import dev.earshot.tool.backend.file.Section;
import dev.earshot.tool.backend.file.ToolsFileFault;
import dev.earshot.tool.backend.openapi.ApiDocuments;
import dev.earshot.tool.call.ToolConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * The tools of the file that {@code EARSHOT_TOOLS} names; none without one. A fault ends the start with one line that
 * names the field.
 */
@Singleton
public class OwnTools {
    private final List<OwnTool> tools;
    private final StandardOperations standard;
    private final List<String> imageOrigins;

    @Inject
    OwnTools(OwnToolsConfig config, ToolConfig calls, EventTaxonomy taxonomy, Config settings) {
        this(config.file(), calls.timeLimit(), taxonomy.all(), name -> settings.getOptionalValue(name, String.class));
    }

    /** @param settings gives the setting or environment variable that {@code ${NAME}} refers to */
    OwnTools(
            Optional<String> file,
            Duration timeLimit,
            List<EventDefinition> events,
            Function<String, Optional<String>> settings) {
        try {
            Section root = new Section("", file.map(OwnTools::read).orElse(Map.of()));
            Map<String, Section> sections = root.sections("backends");
            ApiDocuments documents = new ApiDocuments(file, sections);
            Map<String, Backend> backends = new BackendReader(settings, timeLimit).read(sections);
            OperationReader operations = new OperationReader(backends);
            this.tools = new OwnToolReader(operations, documents, events).read(root.sections("tools"));
            this.standard = root.section("standard")
                    .map(new StandardReader(operations)::read)
                    .orElse(StandardOperations.NONE);
            this.imageOrigins = origins(root);
            root.end();
        } catch (ToolsFileFault fault) {
            throw refused(fault.getMessage());
        }
    }

    public List<OwnTool> all() {
        return tools;
    }

    StandardOperations standard() {
        return standard;
    }

    /** Where pictures of a backend's items come from, such as {@code https://images.shop.example}. */
    public List<String> imageOrigins() {
        return imageOrigins;
    }

    private static List<String> origins(Section root) {
        List<String> origins = root.list("imageOrigins");
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?"))) {
            throw root.fault("imageOrigins", "must be a list of origins such as https://images.shop.example");
        }
        return origins;
    }

    /** JSON Schema of what a backend adds to the answers of standard tools, by the tool. */
    public Map<String, JsonObject> results() {
        return standard.results().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().schema()));
    }

    /** What ends the start: the setting and what is wrong with its file. */
    public static ConfigValidationException refused(String fault) {
        return new ConfigValidationException(new Problem[] {new Problem("EARSHOT_TOOLS: " + fault)});
    }

    private static Object read(String file) {
        try {
            return DataFile.read("the file", Path.of(file));
        } catch (InvalidPathException e) {
            throw new ToolsFileFault("the file", "can't be read");
        }
    }
}
