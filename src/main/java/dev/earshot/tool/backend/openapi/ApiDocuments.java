package dev.earshot.tool.backend.openapi;

import dev.earshot.tool.backend.file.Section;
import dev.earshot.tool.backend.file.SourceFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The OpenAPI documents of backends. A tool that names an operation gets what the file doesn't say itself from it. */
public final class ApiDocuments {
    private final Map<String, ApiDocument> documents = new LinkedHashMap<>();
    private final Map<String, Section> backends;

    /**
     * @param toolsFile the names of documents are relative to its folder
     * @param backends the mappings that may name a document
     */
    public ApiDocuments(SourceFiles sources, Optional<String> toolsFile, Map<String, Section> backends) {
        this.backends = backends;
        backends.forEach((name, backend) -> backend.optionalText("openapi").ifPresent(file -> {
            try {
                Path path = Path.of(toolsFile.orElseThrow()).resolveSibling(file);
                documents.put(name, ApiDocument.read(sources, file, path));
            } catch (InvalidPathException e) {
                throw backend.fault("openapi", "must be the path of a file");
            }
        }));
    }

    /** The tool as if its file described it completely; any other tool is returned as it is. */
    public Section completed(Section tool) {
        return named(tool)
                .map(operation -> {
                    RequestFields request = request(tool, operation);
                    return new Section(
                            tool.path(), new ToolFields(tool, request, operation).all(), operation.toString());
                })
                .orElse(tool);
    }

    /**
     * A standard tool as if its file described its request and result completely. What the tool is called with is sent
     * as the operation's parameter or member of that name; of {@code filters.maxPrice}, the last part is the name.
     *
     * @param places what the tool is called with
     */
    public Section completed(Section tool, Set<String> places) {
        return named(tool).map(operation -> completed(tool, operation, places)).orElse(tool);
    }

    private Section completed(Section tool, ApiOperation operation, Set<String> places) {
        Map<String, String> names = places.stream()
                .collect(Collectors.toMap(
                        place -> "{" + place.substring(place.lastIndexOf('.') + 1) + "}", place -> "{" + place + "}"));
        Map<String, Object> properties = names.keySet().stream()
                .collect(Collectors.toMap(name -> name.substring(1, name.length() - 1), name -> Map.of()));
        Map<String, Object> fields = tool.values();
        fields.put("arguments", Map.of("properties", properties));
        Section called = new Section(tool.path(), fields);
        RequestFields request = request(called, operation);
        fields.remove("arguments");
        fields.put("request", renamed(request.all(), names));
        if (!tool.has("items") && !tool.has("item")) {
            new ToolFields(tool, request, operation).result().ifPresent(result -> fields.putIfAbsent("result", result));
        }
        return new Section(tool.path(), fields, operation.toString());
    }

    /** With the places of whole texts renamed, at any depth. */
    private static Object renamed(Object template, Map<String, String> names) {
        if (template instanceof Map<?, ?> mapping) {
            Map<Object, Object> renamed = new LinkedHashMap<>();
            mapping.forEach((name, value) -> renamed.put(name, renamed(value, names)));
            return renamed;
        }
        return template instanceof String text ? names.getOrDefault(text, text) : template;
    }

    private RequestFields request(Section tool, ApiOperation operation) {
        Section request = tool.section("request").orElseThrow();
        return new RequestFields(tool, request, operation, headers(backends.get(request.text("backend"))));
    }

    /** The operation that the tool's request names. */
    private Optional<ApiOperation> named(Section tool) {
        if (!tool.isMapping("request")) {
            return Optional.empty();
        }
        Section request = tool.section("request").orElseThrow();
        if (!request.has("operationId")) {
            return Optional.empty();
        }
        String backend = request.text("backend");
        ApiDocument document = documents.get(backend);
        if (document == null) {
            throw request.fault("operationId", "needs a document, and backends." + backend + ".openapi names none");
        }
        return Optional.of(document.operation(request.text("operationId"))
                .orElseThrow(() -> request.fault("operationId", "is no operation of " + document.file())));
    }

    /** Those that each request of the backend has, in small letters. */
    private static Set<String> headers(Section backend) {
        Stream<String> key = Stream.of(backend.optionalText("idempotencyHeader").orElse("Idempotency-Key"));
        Stream<String> own = backend.section("headers").stream().flatMap(headers -> headers.names().stream());
        return Stream.concat(own, key)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
