package dev.earshot.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.customer.CustomerId;
import dev.earshot.insight.Action;
import dev.earshot.insight.CustomerContext;
import dev.earshot.insight.Intent;
import dev.earshot.item.Item;
import dev.earshot.item.SearchResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a tool answers: the session, its own result, and what is known of the customer. Parts that a tool does not have are absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(registerFullHierarchy = true)
public record Answer(
        String sessionId,
        List<SearchResult.Hit> items,
        Long total,
        Boolean totalIsEstimate,
        SearchResult.Facets facets,
        Item item,
        List<Item> similar,
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

        static Customer of(CustomerId id) {
            return new Customer(id.value(), id.isAnonymous(), null, null, null);
        }
    }

    /** What is known of the customer now; {@code degraded} only when a part could not be fetched in time. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Context(String signal, Double engagementRate, List<Action> nextBestActions, Boolean degraded) {

        static Context of(CustomerContext context, List<Action> actions) {
            return new Context(
                    context.signal(), context.engagementRate(), actions, context.degraded() ? Boolean.TRUE : null);
        }
    }

    static Answer of(String sessionId, Context context) {
        return new Answer(sessionId, null, null, null, null, null, null, null, null, null, context);
    }

    Answer found(SearchResult result) {
        return new Answer(
                sessionId,
                result.items(),
                result.total(),
                result.totalIsEstimate(),
                result.facets(),
                item,
                similar,
                conversion,
                customer,
                briefing,
                context);
    }

    Answer item(Item shown) {
        return new Answer(
                sessionId,
                items,
                total,
                totalIsEstimate,
                facets,
                shown,
                similar,
                conversion,
                customer,
                briefing,
                context);
    }

    Answer similar(List<Item> others) {
        return new Answer(
                sessionId,
                items,
                total,
                totalIsEstimate,
                facets,
                item,
                others,
                conversion,
                customer,
                briefing,
                context);
    }

    Answer conversion(Conversion recorded) {
        return new Answer(
                sessionId, items, total, totalIsEstimate, facets, item, similar, recorded, customer, briefing, context);
    }

    Answer customer(Customer whose) {
        return new Answer(
                sessionId, items, total, totalIsEstimate, facets, item, similar, conversion, whose, briefing, context);
    }

    Answer briefing(String text) {
        return new Answer(
                sessionId, items, total, totalIsEstimate, facets, item, similar, conversion, customer, text, context);
    }
}
