package dev.earshot.tool.card;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Which tools show a card, and what a platform says while they run. */
public final class ToolCards {
    private static final String METADATA = "_meta";

    private static final Map<String, ToolCard> CARDS = Map.of(
            "search_items", new ToolCard(Card.RESULTS, "Searching items", "Items found", false),
            "view_item", new ToolCard(Card.ITEM, "Opening the item", "Item opened", true),
            "save_item", new ToolCard(Card.ITEM, "Saving the item", "Item saved", true),
            "complete_conversion", new ToolCard(Card.CONFIRMATION, "Confirming", "Confirmed", false));

    /** Of a tool of one's own. */
    private static final ToolCard LIST = new ToolCard(Card.RESULTS, "Looking for items", "Items found", false);

    private ToolCards() {}

    /**
     * @param invoking what a platform says while the tool runs; at most 64 characters
     * @param invoked and afterwards
     * @param byCards whether cards call the tool, too
     */
    private record ToolCard(Card card, String invoking, String invoked, boolean byCards) {

        JsonObject names() {
            JsonArray visibility = new JsonArray().add("model");
            return new JsonObject()
                    .put("resourceUri", card.uri())
                    .put("visibility", byCards ? visibility.add("app") : visibility);
        }
    }

    private static boolean returnsItems(JsonObject tool) {
        JsonObject none = new JsonObject();
        return tool.getJsonObject("outputSchema", none)
                .getJsonObject("properties", none)
                .getJsonObject("items", none)
                .containsKey("items");
    }

    /**
     * Adds the card of a tool, if it has one, to its entry in a list, as MCP Apps and as ChatGPT name it.
     */
    public static JsonObject named(JsonObject tool) {
        ToolCard shown = CARDS.get(tool.getString("name"));
        if (shown == null && returnsItems(tool)) {
            shown = LIST;
        }
        if (shown == null) {
            return tool;
        }
        JsonObject metadata = tool.getJsonObject(METADATA, new JsonObject())
                .copy()
                .put("ui", shown.names())
                .put("openai/outputTemplate", shown.card().uri())
                .put("openai/widgetAccessible", shown.byCards())
                .put("openai/toolInvocation/invoking", shown.invoking())
                .put("openai/toolInvocation/invoked", shown.invoked());
        return tool.copy().put(METADATA, metadata);
    }
}
