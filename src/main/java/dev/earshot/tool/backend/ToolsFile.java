package dev.earshot.tool.backend;

import dev.earshot.event.EventDefinition;
import dev.earshot.tool.backend.client.Backend;
import dev.earshot.tool.backend.file.Section;
import dev.earshot.tool.backend.file.SourceFiles;
import dev.earshot.tool.backend.file.ToolsFileFault;
import dev.earshot.tool.backend.openapi.ApiDocuments;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The tools file and the documents that it names. */
final class ToolsFile {
    private final Optional<String> file;
    private final Duration timeLimit;
    private final List<EventDefinition> events;
    private final Function<String, Optional<String>> settings;
    private SourceFiles sources = new SourceFiles();

    /** @param settings gives the setting or environment variable that {@code ${NAME}} refers to */
    ToolsFile(
            Optional<String> file,
            Duration timeLimit,
            List<EventDefinition> events,
            Function<String, Optional<String>> settings) {
        this.file = file;
        this.timeLimit = timeLimit;
        this.events = events;
        this.settings = settings;
    }

    /** Whether another content is there than was last read, in the file or a document. */
    boolean hasChanged() {
        return sources.haveChanged();
    }

    OwnToolSet read() {
        sources = new SourceFiles();
        Section root = new Section("", file.map(this::content).orElse(Map.of()));
        Map<String, Section> sections = root.sections("backends");
        ApiDocuments documents = new ApiDocuments(sources, file, sections);
        Map<String, Backend> backends = new BackendReader(settings, timeLimit).read(sections);
        OperationReader operations = new OperationReader(backends);
        OwnToolSet read = new OwnToolSet(
                new OwnToolReader(operations, documents, events).read(root.sections("tools")),
                root.section("standard")
                        .map(new StandardReader(operations, documents)::read)
                        .orElse(StandardOperations.NONE),
                origins(root),
                Set.copyOf(backends.values()));
        root.end();
        return read;
    }

    private static List<String> origins(Section root) {
        List<String> origins = root.list("imageOrigins");
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?"))) {
            throw root.fault("imageOrigins", "must be a list of origins such as https://images.shop.example");
        }
        return origins;
    }

    private Object content(String name) {
        try {
            return sources.read("the file", Path.of(name));
        } catch (InvalidPathException e) {
            throw new ToolsFileFault("the file", "can't be read");
        }
    }
}
