package dev.earshot.tool.custom;

import dev.earshot.event.Event;
import dev.earshot.event.EventDefinition;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.schema.CustomToolSchema;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records one kind of custom event. */
class RecordEvent implements Tool {
    private final EventDefinition definition;
    private final SessionCalls sessionCalls;

    RecordEvent(EventDefinition definition, SessionCalls sessionCalls) {
        this.definition = definition;
        this.sessionCalls = sessionCalls;
    }

    @Override
    public String name() {
        return CustomToolSchema.toolName(definition);
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return sessionCalls
                .open(call)
                .chain(session -> sessionCalls
                        .context(session)
                        .chain(context -> sessionCalls.record(
                                session,
                                context,
                                call,
                                event(call),
                                List.of(),
                                SessionCalls.answer(session, context, null))));
    }

    private Event event(ToolCall call) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        definition.parameters().keySet().stream()
                .filter(call.arguments()::containsKey)
                .forEach(parameter -> parameters.put(parameter, call.arguments().getValue(parameter)));
        return new Event.Custom(definition.name(), parameters);
    }
}
