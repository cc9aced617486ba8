package dev.earshot.tool.backend.openapi;

import static dev.earshot.tool.backend.openapi.ApiDocument.map;

import dev.earshot.tool.backend.file.Section;
import dev.earshot.tool.backend.openapi.ApiOperation.Content;
import dev.earshot.tool.backend.openapi.ApiOperation.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The request of a tool that an operation describes, and the arguments that it needs: one for each parameter and each
 * member of a JSON body. A value that the tools file gives is asked of no model.
 */
final class RequestFields {
    private static final String ARGUMENT = "[A-Za-z][A-Za-z0-9_]{0,63}";
    private static final String WHOLE_BODY = "body";

    private final Section tool;
    private final Section given;
    private final ApiOperation operation;
    private final Set<String> sentAnyway;
    private final SchemaReader schemas;
    private final Set<String> omitted;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    private final Map<String, Object> query = new LinkedHashMap<>();
    private final Map<String, Object> headers = new LinkedHashMap<>();
    private String path;
    private Object body;

    /**
     * @param given what the tools file says of the request
     * @param sentAnyway headers that each request of the backend has, in small letters
     */
    RequestFields(Section tool, Section given, ApiOperation operation, Set<String> sentAnyway) {
        this.tool = tool;
        this.given = given;
        this.operation = operation;
        this.sentAnyway = sentAnyway;
        this.schemas = new SchemaReader(operation);
        this.omitted = new HashSet<>(given.list("omit"));
        this.path = given.optionalText("path").orElse(operation.path());
        operation.parameters().forEach(this::add);
        addBody();
        omitted.stream().findFirst().ifPresent(name -> {
            throw given.fault("omit", "names " + name + ", which the operation does not have");
        });
    }

    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("type", "object");
        arguments.put("properties", properties);
        arguments.put("required", required);
        return arguments;
    }

    Map<String, Object> all() {
        Map<String, Object> request = given.values();
        request.remove("operationId");
        request.remove("omit");
        request.putIfAbsent("method", operation.method().toUpperCase(Locale.ROOT));
        request.put("path", path);
        putUnlessEmpty(request, "query", query);
        putUnlessEmpty(request, "headers", headers);
        if (body != null) {
            request.put("body", body);
        }
        if (operation.refusesWithProblems()) {
            request.putIfAbsent("refusal", "/detail");
        }
        return request;
    }

    private void putUnlessEmpty(Map<String, Object> request, String name, Map<String, Object> templates) {
        if (!templates.isEmpty() && (!given.has(name) || given.isMapping(name))) {
            templates.putAll(map(request.get(name)));
            request.put(name, templates);
        }
    }

    private void add(Parameter parameter) {
        String name = parameter.name();
        String argument = argument(name, parameter.at());
        switch (parameter.in()) {
            case "path" -> {
                path = path.replace("{" + name + "}", "{" + argument + "}");
                if (path.contains("{" + argument + "}")) {
                    bind(parameter, argument);
                }
            }
            case "query" -> {
                if (!gives("query", name) && bind(parameter, argument)) {
                    query.put(name, "{" + argument + "}");
                }
            }
            case "header" -> {
                boolean known = sentAnyway.contains(name.toLowerCase(Locale.ROOT)) || gives("headers", name);
                if (!known && bind(parameter, argument)) {
                    headers.put(name, "{" + argument + "}");
                }
            }
            default -> {
                if (!omitted.remove(name) && parameter.isRequired()) {
                    throw operation.fault(parameter.at(), "is a cookie, which can't be sent");
                }
            }
        }
    }

    private boolean gives(String part, String name) {
        return map(given.values().get(part)).keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    private boolean bind(Parameter parameter, String argument) {
        boolean wanted = wanted(parameter.name(), argument, parameter.at(), parameter.isRequired());
        if (wanted && !tool.has("arguments")) {
            String at = parameter.at() + ".schema";
            Map<String, Object> schema = schemas.read(parameter.fields().get("schema"), at);
            if (parameter.fields().get("description") instanceof String text && !text.isBlank()) {
                schema.put("description", text.strip().replaceAll("\\s+", " "));
            }
            mustBeRepeated(parameter, schema);
            put(argument, schema, parameter.at(), parameter.isRequired());
        }
        return wanted;
    }

    /** A list is sent as OpenAPI does unless told otherwise: the parameter is repeated for each entry. */
    private void mustBeRepeated(Parameter parameter, Map<String, Object> schema) {
        boolean repeated = parameter.in().equals("query")
                && "form".equals(parameter.fields().getOrDefault("style", "form"))
                && !Boolean.FALSE.equals(parameter.fields().get("explode"));
        String type = (String) schema.get("type");
        if (type.equals("object") || (type.equals("array") && !repeated)) {
            throw operation.fault(parameter.at(), "can't be sent as an " + type + " in this style" + FlatSchema.REMEDY);
        }
    }

    private boolean wanted(String name, String argument, String at, boolean needed) {
        if (omitted.remove(name)) {
            if (needed) {
                throw given.fault("omit", "names " + name + ", which the operation requires");
            }
            return false;
        }
        boolean own = tool.has("arguments");
        boolean hasOwn = own
                && map(map(tool.values().get("arguments")).get("properties")).containsKey(argument);
        if (own && !hasOwn && needed) {
            throw operation.fault(
                    at, "is required: the tool needs an argument " + argument + ", or its request a value");
        }
        return !own || hasOwn;
    }

    private void put(String argument, Map<String, Object> schema, String at, boolean needed) {
        if (properties.put(argument, schema) != null) {
            throw operation.fault(
                    at, "shares the name " + argument + " with another; the request can give one a value");
        }
        if (needed) {
            required.add(argument);
        }
    }

    /** A name that an argument can have: {@code X-Store} becomes {@code xStore}. */
    private String argument(String name, String at) {
        if (name.matches(ARGUMENT)) {
            return name;
        }
        StringBuilder argument = new StringBuilder();
        for (String part : name.split("[^A-Za-z0-9_]+")) {
            if (!part.isEmpty()) {
                String initial = part.substring(0, 1);
                argument.append(
                                argument.isEmpty()
                                        ? initial.toLowerCase(Locale.ROOT)
                                        : initial.toUpperCase(Locale.ROOT))
                        .append(part.substring(1));
            }
        }
        if (!argument.toString().matches(ARGUMENT)) {
            throw operation.fault(at, "has a name that no argument can have" + FlatSchema.REMEDY);
        }
        return argument.toString();
    }

    private void addBody() {
        boolean replaced = given.has("body") && !given.isMapping("body");
        Content content = operation.body().orElse(null);
        if (content == null || replaced || operation.method().equals("get")) {
            return;
        }
        if (!ApiOperation.isJson(content.type())) {
            boolean left = omitted.remove(WHOLE_BODY) || tool.has("arguments");
            if (content.required() || given.has("body") || !left) {
                throw operation.fault(
                        "requestBody",
                        "is of type " + content.type() + "; only JSON can be sent"
                                + (content.required() ? "" : ", and the request can omit " + WHOLE_BODY));
            }
            return;
        }
        FlatSchema schema = schemas.flat(content.schema(), "requestBody");
        Map<String, FlatSchema> members = schema.type().equals("object") ? schema.members() : Map.of();
        if (!members.isEmpty()) {
            body = members(members, Set.copyOf(SchemaReader.required(schema.keywords(), members.keySet())));
        } else if (!given.has("body") && wanted(WHOLE_BODY, WHOLE_BODY, "requestBody", content.required())) {
            if (!tool.has("arguments")) {
                put(WHOLE_BODY, schemas.read(content.schema(), "requestBody"), "requestBody", content.required());
            }
            body = "{" + WHOLE_BODY + "}";
        }
    }

    private Map<String, Object> members(Map<String, FlatSchema> members, Set<String> needed) {
        Map<String, Object> templates = new LinkedHashMap<>();
        Map<String, Object> own = map(given.values().get("body"));
        members.forEach((name, member) -> {
            if (own.containsKey(name)) {
                return;
            }
            String argument = argument(name, member.at());
            if (wanted(name, argument, member.at(), needed.contains(name))) {
                templates.put(name, "{" + argument + "}");
                if (!tool.has("arguments")) {
                    put(argument, schemas.read(member), member.at(), needed.contains(name));
                }
            }
        });
        templates.putAll(own);
        return templates;
    }
}
