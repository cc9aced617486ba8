package dev.earshot.tool.backend;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.earshot.common.TextSanitizer;
import dev.earshot.http.client.CallFailure;
import dev.earshot.http.client.CallFailure.Reason;
import dev.earshot.item.Item;
import dev.earshot.item.SearchResult;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an answer holds items, and what an item's fields are called there. An item without id or name is left out; so
 * is an address that is not http or https.
 *
 * @param from the list
 * @param total the number of all items, or {@code null}: as many as the list has
 * @param fields where an item's fields are, within the item
 */
public record ItemsMapping(JsonPointer from, JsonPointer total, Map<String, JsonPointer> fields) {
    static final Set<String> FIELDS =
            Set.of("itemId", "name", "category", "description", "price", "currency", "url", "imageUrl");

    private static final int MOST_ITEMS = 50;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_DESCRIPTION = 4000;
    private static final int LONGEST_ADDRESS = 2000;

    /** Items of an answer, and how many there are in all. */
    public record Found(List<Item> items, long total) {
        private static final int LONGEST_SNIPPET = 200;

        public List<SearchResult.Hit> hits() {
            return items.stream().map(Found::hit).toList();
        }

        private static SearchResult.Hit hit(Item item) {
            return new SearchResult.Hit(
                    item.itemId(),
                    item.name(),
                    item.category(),
                    item.price(),
                    item.currency(),
                    item.url(),
                    item.imageUrl(),
                    TextSanitizer.text(item.description(), LONGEST_SNIPPET));
        }
    }

    Found found(JsonNode answer) {
        JsonNode list = answer.at(from);
        if (!list.isArray()) {
            throw new CallFailure(Reason.FAILED, "an answer whose " + from + " is no list");
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < list.size() && items.size() < MOST_ITEMS; i++) {
            item(list.get(i)).ifPresent(items::add);
        }
        JsonNode all = total == null ? null : answer.at(total);
        return new Found(
                List.copyOf(items),
                all != null && all.canConvertToLong() ? Math.max(items.size(), all.longValue()) : items.size());
    }

    /** One item; empty without an id and a name. */
    Optional<Item> item(JsonNode node) {
        String id = text(node, "itemId", LONGEST_ID);
        String name = text(node, "name", LONGEST_TEXT);
        return id.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Item(
                        id,
                        name,
                        text(node, "category", LONGEST_TEXT),
                        text(node, "description", LONGEST_DESCRIPTION),
                        price(node),
                        currency(node),
                        address(node, "url"),
                        address(node, "imageUrl")));
    }

    private JsonNode at(JsonNode node, String field) {
        JsonPointer pointer = fields.get(field);
        return pointer == null ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : node.at(pointer);
    }

    private String text(JsonNode node, String field, int most) {
        JsonNode value = at(node, field);
        return value.isTextual() || value.isNumber() ? TextSanitizer.text(value.asText(), most) : "";
    }

    private BigDecimal price(JsonNode node) {
        JsonNode value = at(node, "price");
        try {
            BigDecimal price = value.isNumber() || value.isTextual() ? new BigDecimal(value.asText()) : null;
            // A price with a huge exponent would be a text of a billion digits.
            return price == null || price.scale() > 10 || price.precision() - price.scale() > 15 ? null : price;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String currency(JsonNode node) {
        String currency = text(node, "currency", LONGEST_TEXT);
        return currency.matches("[A-Z]{3}") ? currency : null;
    }

    private String address(JsonNode node, String field) {
        String text = text(node, field, LONGEST_ADDRESS);
        try {
            URI address = URI.create(text);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return http && address.getHost() != null ? text : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
