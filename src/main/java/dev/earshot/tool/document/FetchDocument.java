package dev.earshot.tool.document;

import dev.earshot.common.ApiException;
import dev.earshot.item.Item;
import dev.earshot.item.Items;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Returns one item as a document: all that the catalogue says of it. */
@Singleton
class FetchDocument implements Tool {
    private final Items items;

    FetchDocument(Items items) {
        this.items = items;
    }

    /** @param text what is known of the item, in lines */
    @RegisterForReflection
    record Document(String id, String title, String text, String url, Map<String, String> metadata) {}

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public Uni<Document> call(ToolCall call) {
        String id = call.arguments().getString("id");
        return items.find(id)
                .map(found -> found.map(FetchDocument::document)
                        .orElseThrow(() -> ApiException.unknown(
                                "ITEM_NOT_FOUND", "There is no item " + id + " in the catalogue")));
    }

    private static Document document(Item item) {
        String price = item.price().toPlainString();
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!item.category().isEmpty()) {
            metadata.put("category", item.category());
        }
        metadata.put("price", price);
        metadata.put("currency", item.currency());
        String text = Stream.of(
                        item.name(),
                        item.description(),
                        item.category().isEmpty() ? "" : "Category: " + item.category(),
                        "Price: " + price + " " + item.currency())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return new Document(item.itemId(), item.name(), text, DocumentUrl.of(item.itemId(), item.url()), metadata);
    }
}
