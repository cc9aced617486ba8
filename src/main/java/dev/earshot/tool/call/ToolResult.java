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
        return new ToolResult(
                sessionId,
                page.items(),
                page.total(),
                page.totalIsEstimate(),
                page.facets(),
                item,
                similar,
                result,
                conversion,
                customer,
                briefing,
                context);
    }

    /** Items that a backend of one's own answered, and how many there are in all. */
    public ToolResult items(List<SearchResult.Hit> found, long all) {
        return new ToolResult(
                sessionId,
                found,
                all,
                totalIsEstimate,
                facets,
                item,
                similar,
                result,
                conversion,
                customer,
                briefing,
                context);
    }

    public ToolResult item(Item shown) {
        return new ToolResult(
                sessionId,
                items,
                total,
                totalIsEstimate,
                facets,
                shown,
                similar,
                result,
                conversion,
                customer,
                briefing,
                context);
    }

    public ToolResult similar(List<Item> others) {
        return new ToolResult(
                sessionId,
                items,
                total,
                totalIsEstimate,
                facets,
                item,
                others,
                result,
                conversion,
                customer,
                briefing,
                context);
    }

    /** What a backend of one's own answered, as its tool maps it. */
    public ToolResult result(Map<String, Object> mapped) {
        return new ToolResult(
                sessionId,
                items,
                total,
                totalIsEstimate,
                facets,
                item,
                similar,
                mapped,
                conversion,
                customer,
                briefing,
                context);
    }

    public ToolResult conversion(Conversion recorded) {
        return new ToolResult(
                sessionId,
                items,
                total,
                totalIsEstimate,
                facets,
                item,
                similar,
                result,
                recorded,
                customer,
                briefing,
                context);
    }

    public ToolResult customer(Customer whose) {
        return new ToolResult(
                sessionId,
                items,
                total,
                totalIsEstimate,
                facets,
                item,
                similar,
                result,
                conversion,
                whose,
                briefing,
                context);
    }

    public ToolResult briefing(String text) {
        return new ToolResult(
                sessionId,
                items,
                total,
                totalIsEstimate,
                facets,
                item,
                similar,
                result,
                conversion,
                customer,
                text,
                context);
    }
}
