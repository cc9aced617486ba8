package dev.earshot.tool.backend;

import dev.earshot.tool.backend.file.Section;
import dev.earshot.tool.backend.file.ToolsFileFault;
import dev.earshot.tool.backend.openapi.ApiDocuments;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which standard tools are backed by operations of a backend. */
final class StandardReader {
    private static final Set<String> OF_A_SEARCH =
            Set.of("query", "category", "filters.minPrice", "filters.maxPrice", "filters.currency", "limit", "offset");
    private static final Set<String> OF_AN_ITEM = Set.of("itemId");
    private static final Set<String> OF_A_CONVERSION = Set.of("itemId", "revenue", "currency");

    private final OperationReader operations;
    private final ApiDocuments documents;

    StandardReader(OperationReader operations, ApiDocuments documents) {
        this.operations = operations;
        this.documents = documents;
    }

    StandardOperations read(Section standard) {
        Optional<StandardOperations.Search> search = part(standard, "search_items", OF_A_SEARCH, this::search);
        Optional<StandardOperations.View> view = part(standard, "view_item", OF_AN_ITEM, this::view);
        if (search.isPresent() && view.isEmpty()) {
            throw standard.fault("view_item", "is missing: items that search_items finds could not be shown");
        }
        StandardOperations read = new StandardOperations(
                search, view, part(standard, "complete_conversion", OF_A_CONVERSION, this::conversion));
        standard.end();
        return read;
    }

    /** What is wrong in a part that an operation completes is said with the operation. */
    private <T> Optional<T> part(Section standard, String name, Set<String> places, Function<Section, T> reader) {
        return standard.section(name)
                .map(tool -> documents.completed(tool, places))
                .map(tool -> {
                    try {
                        return reader.apply(tool);
                    } catch (ToolsFileFault fault) {
                        throw tool.located(fault);
                    }
                });
    }

    private StandardOperations.Search search(Section tool) {
        HttpOperation operation = read(tool, operation(tool, with(OF_A_SEARCH), Set.of("query")));
        ItemsMapping items = OperationReader.items(required(tool, "items"), true);
        tool.end();
        return new StandardOperations.Search(operation, items);
    }

    /** An answer is kept for all customers, so that its request names none of them. */
    private StandardOperations.View view(Section tool) {
        HttpOperation operation = read(tool, operation(tool, OF_AN_ITEM, OF_AN_ITEM));
        ItemsMapping item = OperationReader.items(required(tool, "item"), false);
        Optional<ItemsMapping> similar = tool.optionalText("similar")
                .map(from -> new ItemsMapping(OperationReader.pointer(tool, "similar", from), null, item.fields()));
        tool.end();
        return new StandardOperations.View(operation, item, similar);
    }

    private StandardOperations.Conversion conversion(Section tool) {
        HttpOperation operation = operation(tool, with(OF_A_CONVERSION), with(OF_A_CONVERSION));
        if (!operation.hasEffect()) {
            throw tool.fault("request.method", "must not be GET");
        }
        AnswerMapping result = OperationReader.result(tool);
        tool.end();
        return new StandardOperations.Conversion(operation, result);
    }

    private HttpOperation operation(Section tool, Set<String> places, Set<String> always) {
        return operations.operation(required(tool, "request"), places, always);
    }

    private static HttpOperation read(Section tool, HttpOperation operation) {
        if (operation.hasEffect()) {
            throw tool.fault("request.method", "must be GET");
        }
        return operation;
    }

    private static Section required(Section tool, String name) {
        return tool.section(name).orElseThrow(() -> tool.fault(name, "is missing"));
    }

    private static Set<String> with(Set<String> arguments) {
        return Stream.concat(arguments.stream(), CallValues.OF_THE_SESSION.stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
