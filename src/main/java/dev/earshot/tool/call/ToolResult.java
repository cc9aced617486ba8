package dev.earshot.tool.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.customer.CustomerId;
import dev.earshot.insight.CustomerContext;
import dev.earshot.insight.Intent;
import dev.earshot.insight.NextBestAction;
import dev.earshot.item.Item;
import dev.earshot.item.SearchResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A tool's answer: the session, its own result, and the customer's context. Parts that a tool does not have are absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(registerFullHierarchy = true)
public record ToolResult(
        String sessionId,
        List<SearchResult.Hit> items,
        Long total,
        Boolean totalIsEstimate,
        SearchResult.Facets facets,
        Item item,
        List<Item> similar,
        Map<String, Object> result,
        Conversion conversion,
        Customer customer,
        String briefing,
        Context context) {

    /** A conversion as it was recorded; {@code sourceEvent} under its taxonomy name. */
    public record Conversion(String itemId, BigDecimal revenue, String currency, String sourceEvent) {}

    /** The customer of the session. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Customer(
            String customerId, boolean anonymous, Map<String, Object> profile, Boolean bought, List<Intent> intents) {

        public static Customer of(CustomerId id) {
            return new Customer(id.value(), id.isAnonymous(), null, null, null);
        }
    }

    /** The customer's context now; {@code degraded} only if a part could not be fetched in time. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Context(
            String signal, Double engagementRate, List<NextBestAction> nextBestActions, Boolean degraded) {

        public static Context of(CustomerContext context, List<NextBestAction> actions) {
            return new Context(
                    context.signal(), context.engagementRate(), actions, context.degraded() ? Boolean.TRUE : null);
        }
    }

    public static ToolResult of(String sessionId, Context context) {
        return new ToolResult(sessionId, null, null, null, null, null, null, null, null, null, null, context);
    }

    public ToolResult found(SearchResult page) {
        return with(parts -> {
            parts.items = page.items();
            parts.total = page.total();
            parts.totalIsEstimate = page.totalIsEstimate();
            parts.facets = page.facets();
        });
    }

    /** Items that a backend of one's own answered, and how many there are in all. */
    public ToolResult items(List<SearchResult.Hit> found, long all) {
        return with(parts -> {
            parts.items = found;
            parts.total = all;
        });
    }

    public ToolResult item(Item shown) {
        return with(parts -> parts.item = shown);
    }

    public ToolResult similar(List<Item> others) {
        return with(parts -> parts.similar = others);
    }

    /** What a backend of one's own answered, as its tool maps it. */
    public ToolResult result(Map<String, Object> mapped) {
        return with(parts -> parts.result = mapped);
    }

    public ToolResult conversion(Conversion recorded) {
        return with(parts -> parts.conversion = recorded);
    }

    public ToolResult customer(Customer whose) {
        return with(parts -> parts.customer = whose);
    }

    public ToolResult briefing(String text) {
        return with(parts -> parts.briefing = text);
    }

    private ToolResult with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new ToolResult(
                sessionId,
                parts.items,
                parts.total,
                parts.totalIsEstimate,
                parts.facets,
                parts.item,
                parts.similar,
                parts.result,
                parts.conversion,
                parts.customer,
                parts.briefing,
                context);
    }

    /** An answer's own parts while one of them is put in. */
    private static final class Parts {
        private List<SearchResult.Hit> items;
        private Long total;
        private Boolean totalIsEstimate;
        private SearchResult.Facets facets;
        private Item item;
        private List<Item> similar;
        private Map<String, Object> result;
        private Conversion conversion;
        private Customer customer;
        private String briefing;

        private Parts(ToolResult before) {
            items = before.items;
            total = before.total;
            totalIsEstimate = before.totalIsEstimate;
            facets = before.facets;
            item = before.item;
            similar = before.similar;
            result = before.result;
            conversion = before.conversion;
            customer = before.customer;
            briefing = before.briefing;
        }
    }
}
