package dev.earshot.tool.custom;

import dev.earshot.event.EventTaxonomy;
import dev.earshot.tool.backend.BackendCalls;
import dev.earshot.tool.backend.OwnTools;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.session.SessionCalls;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tool for each custom event of the settings, so that a model sees its meaning and parameters; and the tools that
 * call a backend of one's own.
 */
@Singleton
public class CustomTools {
    private final List<Tool> tools;

    CustomTools(EventTaxonomy taxonomy, OwnTools own, SessionCalls sessionCalls, BackendCalls backends) {
        Stream<Tool> events = taxonomy.custom().stream().map(event -> new RecordEvent(event, sessionCalls));
        Stream<Tool> operations = own.all().stream().map(tool -> new CallBackend(tool, sessionCalls, backends));
        tools = Stream.concat(events, operations).toList();
    }

    public List<Tool> all() {
        return tools;
    }
}
