package dev.earshot.tool.custom;

import dev.earshot.event.EventTaxonomy;
import dev.earshot.tool.session.SessionCalls;
import jakarta.inject.Singleton;
import java.util.List;

/** A tool for each custom event of the settings, so that a model sees its meaning and parameters. */
@Singleton
public class CustomTools {
    private final List<RecordEvent> tools;

    CustomTools(EventTaxonomy taxonomy, SessionCalls sessionCalls) {
        tools = taxonomy.custom().stream()
                .map(event -> new RecordEvent(event, sessionCalls))
                .toList();
    }

    public List<RecordEvent> all() {
        return tools;
    }
}
