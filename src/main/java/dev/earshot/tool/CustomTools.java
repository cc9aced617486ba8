package dev.earshot.tool;

import dev.earshot.event.Taxonomy;
import jakarta.inject.Singleton;
import java.util.List;

/** A tool for each event that the configuration adds to the taxonomy, so that a model sees what it means and takes. */
@Singleton
class CustomTools {
    private final List<RecordEvent> tools;

    CustomTools(Taxonomy taxonomy, Visits visits) {
        tools = taxonomy.custom().stream()
                .map(event -> new RecordEvent(event, visits))
                .toList();
    }

    List<RecordEvent> all() {
        return tools;
    }
}
