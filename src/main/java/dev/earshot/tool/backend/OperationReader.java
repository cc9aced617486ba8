package dev.earshot.tool.backend;

import com.fasterxml.jackson.core.JsonPointer;
import dev.earshot.tool.backend.client.Backend;
import dev.earshot.tool.backend.file.Section;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads requests and the mapping of answers, of tools of one's own and of standard ones alike. */
final class OperationReader {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean", "array", "object");

    private final Map<String, Backend> backends;

    OperationReader(Map<String, Backend> backends) {
        this.backends = backends;
    }

    /**
     * @param places that a template may name
     * @param always those that every call has, which alone may be part of the path
     */
    HttpOperation operation(Section section, Set<String> places, Set<String> always) {
        Backend backend = backends.get(section.text("backend"));
        if (backend == null) {
            throw section.fault("backend", "must be one of the backends " + new TreeSet<>(backends.keySet()));
        }
        String method = section.optionalText("method").orElse("GET");
        if (!METHODS.contains(method)) {
            throw section.fault("method", "must be one of " + new TreeSet<>(METHODS));
        }
        Object body = section.json("body").orElse(null);
        if (body != null && method.equals("GET")) {
            throw section.fault("body", "must be absent with GET");
        }
        mustBeQuoted(section, body, places);
        mustBeKnown(section, "body", Template.placesIn(body), places);
        Map<String, Template> query = templates(section, "query", places);
        HttpOperation operation = new HttpOperation(
                backend,
                HttpMethod.valueOf(method),
                path(section, always),
                query,
                headers(section, backend, places),
                body,
                section.has("refusal") ? pointer(section, "refusal", section.text("refusal")) : null);
        section.end();
        return operation;
    }

    /** YAML reads {@code {quantity}} as a mapping in which quantity has no value. */
    private static void mustBeQuoted(Section section, Object body, Set<String> places) {
        if (body instanceof JsonArray list) {
            list.forEach(entry -> mustBeQuoted(section, entry, places));
        }
        if (body instanceof JsonObject object) {
            object.forEach(member -> {
                if (object.size() == 1 && member.getValue() == null && places.contains(member.getKey())) {
                    throw section.fault("body", "must have quotes around {" + member.getKey() + "}");
                }
                mustBeQuoted(section, member.getValue(), places);
            });
        }
    }

    private static Map<String, Template> headers(Section section, Backend backend, Set<String> places) {
        Map<String, Template> headers = templates(section, "headers", places);
        headers.keySet().forEach(name -> {
            BackendReader.mustBeHeader(section, "headers." + name, name);
            if (name.equalsIgnoreCase(backend.idempotencyHeader())
                    || backend.headers().keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                throw section.fault("headers." + name, "is sent with each request of " + backend);
            }
        });
        return headers;
    }

    private static PathTemplate path(Section section, Set<String> always) {
        String path = section.text("path");
        boolean plain = path.startsWith("/")
                && path.chars().noneMatch(c -> c <= ' ' || c > '~' || "?#\\%".indexOf(c) >= 0)
                && Stream.of(path.split("/")).noneMatch(step -> step.equals(".") || step.equals(".."));
        if (!plain) {
            throw section.fault(
                    "path", "must begin with / and have no query, fragment, escape and no steps such as ..");
        }
        PathTemplate template = new PathTemplate(path);
        mustBeKnown(section, "path", template.places().stream(), always);
        if (path.replaceAll("\\{[A-Za-z0-9_.]+}", "").matches(".*[{}].*")) {
            throw section.fault("path", "must have a name such as {itemId} between braces");
        }
        return template;
    }

    static Map<String, Template> templates(Section section, String name, Set<String> places) {
        Map<String, Template> templates = new LinkedHashMap<>();
        section.texts(name).forEach((one, text) -> {
            Template template = new Template(text);
            mustBeKnown(section, name + "." + one, template.places().stream(), places);
            templates.put(one, template);
        });
        return templates;
    }

    static void mustBeKnown(Section section, String field, Stream<String> named, Set<String> places) {
        named.filter(place -> !places.contains(place)).findFirst().ifPresent(place -> {
            throw section.fault(field, "names {" + place + "}; it may name " + new TreeSet<>(places));
        });
    }

    static JsonPointer pointer(Section section, String field, String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw section.fault(field, "must be a JSON Pointer such as /order/id");
        }
    }

    /** The fields of a result: a pointer alone, or a mapping with {@code from}, {@code type} and so on. */
    static AnswerMapping result(Section tool) {
        Map<String, AnswerMapping.Field> fields = new LinkedHashMap<>();
        tool.section("result")
                .ifPresent(result -> result.names().forEach(name -> {
                    if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,63}")) {
                        throw result.fault(name, "must be named by a letter, then letters, digits and _");
                    }
                    fields.put(name, field(result, name));
                }));
        return new AnswerMapping(fields);
    }

    private static AnswerMapping.Field field(Section result, String name) {
        if (!result.isMapping(name)) {
            return new AnswerMapping.Field(
                    pointer(result, name, result.optionalText(name).orElse("")), null, null, false);
        }
        Section field = result.section(name).orElseThrow();
        String type = field.optionalText("type").orElse(null);
        if (type != null && !TYPES.contains(type)) {
            throw field.fault("type", "must be one of " + new TreeSet<>(TYPES));
        }
        AnswerMapping.Field read = new AnswerMapping.Field(
                pointer(field, "from", field.optionalText("from").orElse("")),
                type,
                field.optionalText("description").orElse(null),
                field.flag("required", false));
        field.end();
        return read;
    }

    /** @param list whether the section says where a list is, or describes one item */
    static ItemsMapping items(Section section, boolean list) {
        Map<String, JsonPointer> fields = new LinkedHashMap<>();
        section.texts("fields").forEach((name, text) -> {
            if (!ItemsMapping.FIELDS.contains(name)) {
                throw section.fault("fields." + name, "is no field of an item: " + new TreeSet<>(ItemsMapping.FIELDS));
            }
            fields.put(name, pointer(section, "fields." + name, text));
        });
        Stream.of("itemId", "name")
                .filter(name -> !fields.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw section.fault("fields." + name, "is missing");
                });
        ItemsMapping items = new ItemsMapping(
                pointer(section, "from", section.optionalText("from").orElse("")),
                list && section.has("total") ? pointer(section, "total", section.text("total")) : null,
                fields);
        section.end();
        return items;
    }
}
