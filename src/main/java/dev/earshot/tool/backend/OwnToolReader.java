package dev.earshot.tool.backend;

import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventType;
import dev.earshot.tool.backend.file.Section;
import dev.earshot.tool.backend.file.ToolsFileFault;
import dev.earshot.tool.backend.openapi.ApiDocuments;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the tools of the file. */
final class OwnToolReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final Set<String> SOURCES = Set.of("query", "item");
    private static final JsonObject NO_ARGUMENTS = new JsonObject().put("type", "object");
    private static final String SESSION = "sess_01jd3kq7f0x2m9c4z8v1n6b5t3";

    /** What a standard event can't do without; a session's start is an event of its own tool. */
    private static final Map<EventType, Set<String>> NEEDED = Map.of(
            EventType.QUERY_SUBMITTED, Set.of("query_text"),
            EventType.RESULT_VIEWED, Set.of("item_id"),
            EventType.ITEM_SAVED, Set.of("item_id"),
            EventType.CONVERSION_COMPLETED, Set.of("item_id", "revenue", "currency"));

    private final OperationReader operations;
    private final ApiDocuments documents;
    private final Map<String, EventDefinition> events;

    OwnToolReader(OperationReader operations, ApiDocuments documents, List<EventDefinition> events) {
        this.operations = operations;
        this.documents = documents;
        this.events = events.stream().collect(Collectors.toMap(EventDefinition::name, Function.identity()));
    }

    List<OwnTool> read(Map<String, Section> sections) {
        return sections.entrySet().stream()
                .map(entry -> located(entry.getKey(), documents.completed(entry.getValue())))
                .toList();
    }

    private OwnTool located(String name, Section section) {
        try {
            return tool(name, section);
        } catch (ToolsFileFault fault) {
            throw section.located(fault);
        }
    }

    private OwnTool tool(String name, Section section) {
        if (!NAME.matcher(name).matches()) {
            throw new ToolsFileFault(
                    section.path(), "must be named by a small letter, then small letters, digits and _");
        }
        String description = section.text("description");
        if (description.length() > LONGEST_DESCRIPTION) {
            throw section.fault("description", "must have at most " + LONGEST_DESCRIPTION + " characters");
        }
        JsonObject arguments = ArgumentSchema.checked(
                section.path("arguments"), section.json("arguments").orElse(NO_ARGUMENTS));
        Set<String> places = with(ArgumentSchema.places(arguments, false), CallValues.OF_THE_SESSION);
        HttpOperation operation = operations.operation(
                section.section("request").orElseThrow(() -> section.fault("request", "is missing")),
                places,
                with(ArgumentSchema.places(arguments, true), CallValues.OF_THE_SESSION));
        AnswerMapping result = OperationReader.result(section);
        Set<String> afterwards = with(
                places,
                result.fields().keySet().stream()
                        .map(field -> CallValues.RESULT + field)
                        .collect(Collectors.toSet()));
        JsonObject hints = hints(section);
        Optional<EventMapping> event = section.section("event").map(one -> event(one, afterwards));
        if (event.isPresent() && hints.getBoolean("readOnlyHint")) {
            throw section.fault("hints.readOnly", "must be false: a call that causes an event changes something");
        }
        OwnTool tool = new OwnTool(
                name,
                section.optionalText("title").orElse(name.replace('_', ' ')),
                description,
                section.flag("consequential", !hints.getBoolean("readOnlyHint") && operation.hasEffect()),
                hints,
                arguments,
                example(section, arguments),
                operation,
                result,
                section.section("items").map(items -> OperationReader.items(items, true)),
                event,
                signals(section, afterwards));
        section.end();
        return tool;
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static JsonObject hints(Section tool) {
        Section hints = tool.section("hints").orElseGet(() -> new Section(tool.path("hints"), Map.of()));
        boolean readOnly = hints.flag("readOnly", false);
        JsonObject read = new JsonObject()
                .put("readOnlyHint", readOnly)
                .put("destructiveHint", hints.flag("destructive", false))
                .put("idempotentHint", hints.flag("idempotent", readOnly))
                .put("openWorldHint", hints.flag("openWorld", false));
        hints.end();
        return read;
    }

    private static JsonObject example(Section tool, JsonObject arguments) {
        Object given = tool.json("example").orElse(null);
        if (given != null && !(given instanceof JsonObject)) {
            throw tool.fault("example", "must be a mapping");
        }
        JsonObject example = new JsonObject().put("sessionId", SESSION);
        if (given instanceof JsonObject object) {
            return example.mergeIn(object);
        }
        JsonObject properties = arguments.getJsonObject("properties");
        arguments
                .getJsonArray("required", new io.vertx.core.json.JsonArray())
                .forEach(name -> example.put((String) name, example(properties.getJsonObject((String) name))));
        return example;
    }

    private static Object example(JsonObject schema) {
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").getValue(0);
        }
        return switch (schema.getString("type")) {
            case "string" -> "text";
            case "number", "integer" -> Math.max(1, schema.getNumber("minimum").longValue());
            case "boolean" -> true;
            case "array" -> List.of();
            default -> Map.of();
        };
    }

    private EventMapping event(Section section, Set<String> places) {
        String name = section.text("name");
        EventDefinition definition = events.get(name);
        Optional<EventType> standard = EventType.named(name);
        if (definition == null || standard.equals(Optional.of(EventType.SESSION_STARTED))) {
            throw section.fault(
                    "name",
                    "must be an event of the taxonomy other than a session's start, or one of the"
                            + " settings earshot.events.custom");
        }
        Map<String, Template> parameters = OperationReader.templates(section, "parameters", places);
        Set<String> needed =
                standard.map(NEEDED::get).orElse(definition.required().keySet());
        needed.stream().filter(one -> !parameters.containsKey(one)).findFirst().ifPresent(one -> {
            throw section.fault("parameters." + one, "is missing");
        });
        // The session knows these.
        Set<String> known = standard.isEmpty() ? Set.of() : Set.of("platform", "source_event");
        parameters.keySet().stream()
                .filter(one -> known.contains(one) || !definition.parameters().containsKey(one))
                .findFirst()
                .ifPresent(one -> {
                    throw section.fault("parameters." + one, "is no parameter to give to " + name);
                });
        section.end();
        return new EventMapping(definition, parameters);
    }

    private static Map<String, List<Template>> signals(Section tool, Set<String> places) {
        Map<String, List<Template>> signals = new LinkedHashMap<>();
        tool.section("signals").ifPresent(section -> {
            SOURCES.forEach(source -> signals.put(
                    source,
                    section.list(source).stream()
                            .map(text -> {
                                Template template = new Template(text);
                                Stream<String> named = template.places().stream();
                                OperationReader.mustBeKnown(section, source, named, places);
                                return template;
                            })
                            .toList()));
            section.end();
        });
        return signals;
    }
}
