package dev.earshot.tool.backend;

import dev.earshot.common.StartRefusal;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventTaxonomy;
import dev.earshot.tool.backend.client.OwnToolsConfig;
import dev.earshot.tool.backend.file.ToolsFileFault;
import dev.earshot.tool.call.ToolConfig;
import io.smallrye.config.ConfigValidationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * The tools of the file that {@code EARSHOT_TOOLS} names; none without one. A fault ends the start with one line that
 * names the field. The file may change meanwhile: a call keeps what it began with.
 */
@Singleton
public class OwnTools {
    private final ToolsFile file;
    private volatile OwnToolSet current;

    @Inject
    OwnTools(OwnToolsConfig config, ToolConfig calls, EventTaxonomy taxonomy, Config settings) {
        this(config.file(), calls.timeLimit(), taxonomy.all(), name -> settings.getOptionalValue(name, String.class));
    }

    OwnTools(
            Optional<String> file,
            Duration timeLimit,
            List<EventDefinition> events,
            Function<String, Optional<String>> settings) {
        this.file = new ToolsFile(file, timeLimit, events, settings);
        try {
            this.current = this.file.read();
        } catch (ToolsFileFault fault) {
            throw refused(fault);
        }
    }

    /** What is in use now. */
    public OwnToolSet current() {
        return current;
    }

    /**
     * What the file says now, if it has changed since it was last read. Not for two callers at once; reads files.
     *
     * @throws ToolsFileFault if the new content is faulty; it is not read again before it changes again
     */
    public Optional<OwnToolSet> changed() {
        return file.hasChanged() ? Optional.of(file.read()) : Optional.empty();
    }

    public void use(OwnToolSet next) {
        current = next;
    }

    /** What ends the start: the setting and what is wrong with its file. */
    public static ConfigValidationException refused(ToolsFileFault fault) {
        return StartRefusal.of("EARSHOT_TOOLS: " + fault.getMessage());
    }
}
