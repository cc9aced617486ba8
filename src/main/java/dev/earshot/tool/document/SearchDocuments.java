package dev.earshot.tool.document;

import dev.earshot.item.ItemQuery;
import dev.earshot.item.SearchResult;
import dev.earshot.tool.backend.ItemSource;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds items as documents; {@link FetchDocument} returns one of them. */
@Singleton
class SearchDocuments implements Tool {
    private final ItemSource items;

    SearchDocuments(ItemSource items) {
        this.items = items;
    }

    /** What was found, best first. */
    @RegisterForReflection(registerFullHierarchy = true)
    record Results(List<Result> results) {
        record Result(String id, String title, String url) {}
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Uni<Results> call(ToolCall call) {
        return items.search(ItemQuery.of(call.arguments().getString("query")), call.arguments(), null)
                .map(found -> new Results(
                        found.items().stream().map(SearchDocuments::result).toList()));
    }

    private static Results.Result result(SearchResult.Hit hit) {
        return new Results.Result(hit.itemId(), hit.name(), DocumentUrl.of(hit.itemId(), hit.url()));
    }
}
