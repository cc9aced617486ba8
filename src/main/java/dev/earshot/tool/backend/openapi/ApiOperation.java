package dev.earshot.tool.backend.openapi;

import static dev.earshot.tool.backend.openapi.ApiDocument.list;
import static dev.earshot.tool.backend.openapi.ApiDocument.map;

import dev.earshot.tool.backend.file.ToolsFileFault;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One operation of a document.
 *
 * @param item the path's part, whose parameters all of its operations have
 */
record ApiOperation(
        ApiDocument document,
        String id,
        String method,
        String path,
        Map<String, Object> item,
        Map<String, Object> fields) {
    /** OpenAPI has other places for these. */
    private static final Set<String> OTHERWISE_DESCRIBED = Set.of("accept", "content-type", "authorization");

    /** @param in {@code path}, {@code query}, {@code header} or {@code cookie} */
    record Parameter(String in, String name, Map<String, Object> fields) {
        String at() {
            return "parameters." + name;
        }

        boolean isRequired() {
            return in.equals("path") || Boolean.TRUE.equals(fields.get("required"));
        }
    }

    /** @param type the media type */
    record Content(String type, Object schema, boolean required) {}

    ToolsFileFault fault(String at, String expectation) {
        return document.fault(id, at, expectation);
    }

    Object resolved(Object value, String at) {
        return document.resolved(value, id, at);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(String.class::isInstance)
                .map(text -> ((String) text).strip().replaceAll("\\s+", " "))
                .filter(text -> !text.isEmpty());
    }

    /** Those of the operation replace those of its path. */
    Collection<Parameter> parameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Stream.of(item, fields)
                .flatMap(part -> list(part.get("parameters")).stream())
                .map(one -> map(resolved(one, "parameters")))
                .map(one -> new Parameter(String.valueOf(one.get("in")), String.valueOf(one.get("name")), one))
                .filter(one -> !one.in().equals("header")
                        || !OTHERWISE_DESCRIBED.contains(one.name().toLowerCase(Locale.ROOT)))
                .forEach(one -> parameters.put(one.in() + " " + one.name(), one));
        return parameters.values();
    }

    /** The body of a request, if it has one: JSON where there is a choice. */
    Optional<Content> body() {
        Map<String, Object> body = map(resolved(fields.get("requestBody"), "requestBody"));
        boolean required = Boolean.TRUE.equals(body.get("required"));
        Map<String, Object> contents = map(body.get("content"));
        return contents.keySet().stream()
                .filter(ApiOperation::isJson)
                .findFirst()
                .or(() -> contents.keySet().stream().findFirst())
                .map(type -> new Content(type, map(contents.get(type)).get("schema"), required));
    }

    /** The JSON of an answer of 2xx, if the document describes it. */
    Optional<Content> success() {
        return answers().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .flatMap(answer -> contents(answer.getValue()).entrySet().stream())
                .filter(content -> isJson(content.getKey()))
                .findFirst()
                .map(content ->
                        new Content(content.getKey(), map(content.getValue()).get("schema"), false));
    }

    /** Whether refusals say why in the form of RFC 9457. */
    boolean refusesWithProblems() {
        return answers().entrySet().stream()
                .filter(answer ->
                        answer.getKey().startsWith("4") || answer.getKey().equals("default"))
                .anyMatch(answer -> contents(answer.getValue()).keySet().stream()
                        .anyMatch(type -> type.startsWith("application/problem+json")));
    }

    private Map<String, Object> answers() {
        return map(fields.get("responses"));
    }

    private Map<String, Object> contents(Object answer) {
        return map(map(resolved(answer, "responses")).get("content"));
    }

    static boolean isJson(String type) {
        return List.of("application/json", "*/*", "application/*").contains(type.replaceFirst("\\s*;.*", ""))
                || type.matches("application/[^;]*\\+json.*");
    }

    @Override
    public String toString() {
        return id + " of " + document.file();
    }
}
