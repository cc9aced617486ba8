package dev.earshot.tool.custom;

import dev.earshot.event.EventTaxonomy;
import dev.earshot.tool.backend.BackendCalls;
import dev.earshot.tool.backend.OwnToolSet;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.session.SessionCalls;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tool for each custom event of the settings that no other causes, so that a model sees its meaning and parameters;
 * and the tools that call a backend of one's own.
 */
@Singleton
public class CustomTools {
    private final EventTaxonomy taxonomy;
    private final SessionCalls sessionCalls;
    private final BackendCalls backends;

    CustomTools(EventTaxonomy taxonomy, SessionCalls sessionCalls, BackendCalls backends) {
        this.taxonomy = taxonomy;
        this.sessionCalls = sessionCalls;
        this.backends = backends;
    }

    /** @param own what the tools file says */
    public List<Tool> with(OwnToolSet own) {
        Stream<Tool> events =
                own.recordable(taxonomy.custom()).stream().map(event -> new RecordEvent(event, sessionCalls));
        Stream<Tool> operations = own.tools().stream().map(tool -> new CallBackend(tool, sessionCalls, backends));
        return Stream.concat(events, operations).toList();
    }
}
