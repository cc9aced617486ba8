package dev.earshot.tool.backend;

import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventTaxonomy;
import dev.earshot.tool.backend.client.Backend;
import dev.earshot.tool.backend.client.OwnToolsConfig;
import dev.earshot.tool.call.ToolConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The tools of the file that {@code EARSHOT_TOOLS} names; none without one. A fault ends the start with one line that
 * names the field.
 *
 * <p>YAML is read into plain maps and lists, and then field by field: nothing is made by reflection, and a file can't
 * name a class.
 */
@Singleton
public class OwnTools {
    private static final int LARGEST_FILE = 4_194_304;

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
            Map<String, Backend> backends = new BackendReader(settings, timeLimit).read(root.sections("backends"));
            OperationReader operations = new OperationReader(backends);
            this.tools = new OwnToolReader(operations, events).read(root.sections("tools"));
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
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST_FILE) {
                throw new ToolsFileFault("the file", "must have at most " + LARGEST_FILE + " bytes");
            }
            try (Reader reader = Files.newBufferedReader(path)) {
                return Optional.ofNullable(yaml().<Object>load(reader)).orElse(Map.of());
            }
        } catch (MarkedYAMLException e) {
            throw new ToolsFileFault(
                    "the file",
                    "is not valid YAML in line " + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new ToolsFileFault("the file", "is not valid YAML");
        } catch (IOException | InvalidPathException e) {
            throw new ToolsFileFault("the file", "can't be read");
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(50);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new JsonLikeResolver());
    }

    /** Plain scalars mean what they would in JSON: {@code no} and {@code 2026-01-31} are texts. */
    private static final class JsonLikeResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, java.util.regex.Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, java.util.regex.Pattern.compile("-?(?:0|[1-9][0-9]*)"), "-0123456789");
            addImplicitResolver(
                    Tag.FLOAT,
                    java.util.regex.Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"),
                    "-0123456789");
            addImplicitResolver(Tag.MERGE, java.util.regex.Pattern.compile("<<"), "<");
            addImplicitResolver(Tag.NULL, java.util.regex.Pattern.compile("null|~|"), "~n\0");
            addImplicitResolver(Tag.NULL, java.util.regex.Pattern.compile(""), null);
        }
    }
}
