package dev.earshot.tool;

import dev.earshot.event.Event;
import dev.earshot.event.EventDefinition;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that one kind of custom event happened. */
class RecordEvent implements Tool {
    private final EventDefinition definition;
    private final Visits visits;

    RecordEvent(EventDefinition definition, Visits visits) {
        this.definition = definition;
        this.visits = visits;
    }

    @Override
    public String name() {
        return CustomToolSchema.toolName(definition);
    }

    @Override
    public Uni<Answer> call(Call call) {
        return visits.open(call)
                .chain(session -> visits.context(session)
                        .chain(context -> visits.record(
                                session,
                                context,
                                call,
                                event(call),
                                List.of(),
                                Visits.answer(session, context, null))));
    }

    private Event event(Call call) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        definition.parameters().keySet().stream()
                .filter(call.arguments()::containsKey)
                .forEach(parameter -> parameters.put(parameter, call.arguments().getValue(parameter)));
        return new Event.Custom(definition.name(), parameters);
    }
}
