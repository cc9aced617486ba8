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
        if (!tool.isMapping("request")) {
            return tool;
        }
        Section request = tool.section("request").orElseThrow();
        if (!request.has("operationId")) {
            return tool;
        }
        String backend = request.text("backend");
        ApiDocument document = documents.get(backend);
        if (document == null) {
            throw request.fault("operationId", "needs a document, and backends." + backend + ".openapi names none");
        }
        ApiOperation operation = document.operation(request.text("operationId"))
                .orElseThrow(() -> request.fault("operationId", "is no operation of " + document.file()));
        RequestFields fields = new RequestFields(tool, request, operation, headers(backends.get(backend)));
        return new Section(tool.path(), new ToolFields(tool, fields, operation).all(), operation.toString());
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
