package dev.earshot.tool.card;

import dev.earshot.item.Items;
import dev.earshot.postgres.FailureLog;
import dev.earshot.tool.backend.OwnTools;
import dev.earshot.tool.call.ClientHints;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceManager.ResourceArguments;
import io.quarkiverse.mcp.server.ResourceResponse;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Serves the cards as resources of MCP, each with the origins that it may load pictures from. */
@Singleton
class CardResources {
    static final String TYPE = "text/html;profile=mcp-app";

    /** More would make the header of a content security policy longer than servers take. */
    private static final int MOST_ORIGINS = 50;

    private static final Logger LOG = Logger.getLogger(CardResources.class);
    private static final FailureLog WITHOUT_ORIGINS =
            FailureLog.warnings(LOG, "A card is served without the origins of pictures");
    private static final MetaKey UI = MetaKey.of("ui");
    private static final MetaKey CHATGPT_CSP = MetaKey.from("openai/widgetCSP");
    private static final MetaKey CHATGPT_BORDER = MetaKey.from("openai/widgetPrefersBorder");
    private static final MetaKey CHATGPT_DESCRIPTION = MetaKey.from("openai/widgetDescription");

    private final ResourceManager manager;
    private final Items items;
    private final OwnTools own;
    private final CardPage page = new CardPage();

    CardResources(ResourceManager manager, Items items, OwnTools own) {
        this.manager = manager;
        this.items = items;
        this.own = own;
    }

    void register(@Observes StartupEvent started) {
        for (Card card : Card.values()) {
            manager.newResource(card.path())
                    .setTitle(card.title())
                    .setDescription(card.description())
                    .setUri(card.uri())
                    .setMimeType(TYPE)
                    .setAsyncHandler(request -> read(card, request))
                    .register();
        }
    }

    /** A card without pictures is better than none, so a database that doesn't answer is no failure here. */
    private Uni<ResourceResponse> read(Card card, ResourceArguments request) {
        ClientHints hints = ClientHints.in(request.meta().asJsonObject());
        return items.imageOrigins(MOST_ORIGINS)
                .onFailure()
                .invoke(WITHOUT_ORIGINS::failed)
                .onFailure()
                .recoverWithItem(List.of())
                .map(origins -> Stream.concat(own.current().imageOrigins().stream(), origins.stream())
                        .distinct()
                        .limit(MOST_ORIGINS)
                        .toList())
                .map(origins -> new ResourceResponse(new TextResourceContents(
                        card.uri(), page.html(card, hints.locale()), TYPE, metadata(card, origins))));
    }

    /** In the words of MCP Apps, and in ChatGPT's own. Scripts and styles are in the page, and it calls no server. */
    private static Map<MetaKey, Object> metadata(Card card, List<String> origins) {
        return Map.of(
                UI,
                Map.of("csp", Map.of("connectDomains", List.of(), "resourceDomains", origins), "prefersBorder", true),
                CHATGPT_CSP,
                Map.of("connect_domains", List.of(), "resource_domains", origins),
                CHATGPT_BORDER,
                true,
                CHATGPT_DESCRIPTION,
                card.description());
    }
}
