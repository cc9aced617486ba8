package dev.earshot.tool.backend;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tool of the file.
 *
 * @param hints {@code readOnlyHint} and so on, as MCP names them
 * @param arguments JSON Schema of its own arguments, without the session
 * @param result how the backend's answer becomes the tool's
 * @param items where the answer holds items, if it does
 * @param event the event that a call causes; a read-only tool causes none
 * @param signals texts that show what the customer is after, by {@code query} or {@code item}
 */
public record OwnTool(
        String name,
        String title,
        String description,
        boolean consequential,
        JsonObject hints,
        JsonObject arguments,
        JsonObject example,
        HttpOperation operation,
        AnswerMapping result,
        Optional<ItemsMapping> items,
        Optional<EventMapping> event,
        Map<String, List<Template>> signals) {

    public boolean isReadOnly() {
        return hints.getBoolean("readOnlyHint");
    }

    /** Whether the backend is asked for an effect that must happen once. */
    public boolean hasEffect() {
        return !isReadOnly() && operation.hasEffect();
    }

    /** JSON Schema of what the backend's answer becomes. */
    public JsonObject resultSchema() {
        return result.schema();
    }

    public boolean hasResult() {
        return !result.fields().isEmpty();
    }

    /** The texts of a call that signals are recognised in. */
    public List<String> texts(String source, CallValues values) {
        return signals.getOrDefault(source, List.of()).stream()
                .map(template -> template.text(values, java.util.function.UnaryOperator.identity()))
                .filter(text -> !text.isBlank())
                .toList();
    }
}
