package dev.earshot.event;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** Events of one's own, beside those of the taxonomy. */
@ConfigMapping(prefix = "earshot.events")
public interface EventConfig {

    /**
     * Custom events by name, in snake case as in the taxonomy: {@code
     * earshot.events.custom.ai_quote_requested.required.item_id=text}. Register the event in Netmera's panel too.
     */
    Map<String, CustomEvent> custom();

    /**
     * What a custom event is and carries. Parameters are named in snake case; types are text, number, integer, boolean
     * and date.
     */
    interface CustomEvent {
        /** When a model should record it: "The customer asked for a quote for an item." */
        String description();

        /** Parameters without which a call is refused. */
        Map<String, ParameterType> required();

        /** Parameters that a call may have. */
        Map<String, ParameterType> optional();
    }
}
