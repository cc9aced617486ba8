package dev.earshot.tool.document;

import dev.earshot.item.Item;
import dev.earshot.tool.backend.ItemSource;
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
    private final ItemSource items;

    FetchDocument(ItemSource items) {
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
        return items.named(call.arguments().getString("id")).map(FetchDocument::document);
    }

    private static Document document(Item item) {
        String price = item.price() == null ? "" : item.price().toPlainString();
        String currency = item.currency() == null ? "" : item.currency();
        Map<String, String> metadata = new LinkedHashMap<>();
        put(metadata, "category", item.category());
        put(metadata, "price", price);
        put(metadata, "currency", currency);
        String text = Stream.of(
                        item.name(),
                        item.description(),
                        item.category().isEmpty() ? "" : "Category: " + item.category(),
                        price.isEmpty() ? "" : ("Price: " + price + " " + currency).strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return new Document(item.itemId(), item.name(), text, DocumentUrl.of(item.itemId(), item.url()), metadata);
    }

    private static void put(Map<String, String> metadata, String name, String value) {
        if (!value.isEmpty()) {
            metadata.put(name, value);
        }
    }
}
