package dev.earshot.netmera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.netmera.NameMapping.Style;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameMappingTest {

    @Test
    void names_are_spelled_as_in_netmeras_examples_by_default() {
        NameMapping names = new NameMapping(Style.CAMEL, Map.of(), Map.of());

        assertThat(names.event("ai_query_submitted")).isEqualTo("AIQuerySubmitted");
        assertThat(names.parameter("ai_query_submitted", "query_text")).isEqualTo("queryText");
        assertThat(names.value("source_event", "ai_item_saved")).isEqualTo("AIItemSaved");
    }

    @Test
    void any_name_can_be_spelled_since_an_operator_may_mend_a_delivery_with_it() {
        NameMapping names = new NameMapping(Style.CAMEL, Map.of(), Map.of());

        assertThat(names.parameter("ai_item_saved", "item__id")).isEqualTo("itemId");
        assertThat(names.parameter("ai_item_saved", "_id_")).isEqualTo("id");
        assertThat(names.parameter("ai_item_saved", "")).isEmpty();
    }

    @Test
    void the_whole_spelling_can_be_that_of_the_guides_taxonomy() {
        NameMapping names = new NameMapping(Style.SNAKE, Map.of(), Map.of());

        assertThat(names.event("ai_query_submitted")).isEqualTo("ai_query_submitted");
        assertThat(names.parameter("ai_query_submitted", "query_text")).isEqualTo("query_text");
        assertThat(names.value("source_event", "ai_item_saved")).isEqualTo("ai_item_saved");
    }

    @Test
    void an_exception_wins_over_the_style_also_where_an_event_is_a_value() {
        NameMapping names = new NameMapping(
                Style.CAMEL, Map.of("ai_item_saved", "ItemSaved", "ai_item_saved.item_type", "type"), Map.of());

        assertThat(names.event("ai_item_saved")).isEqualTo("ItemSaved");
        assertThat(names.parameter("ai_item_saved", "item_type")).isEqualTo("type");
        assertThat(names.parameter("ai_item_saved", "item_id")).isEqualTo("itemId");
        assertThat(names.value("source_event", "ai_item_saved")).isEqualTo("ItemSaved");
    }

    @Test
    void a_query_that_reads_like_an_event_stays_as_it_was_typed() {
        assertThat(new NameMapping(Style.CAMEL, Map.of(), Map.of()).value("query_text", "ai_item_saved"))
                .isEqualTo("ai_item_saved");
    }
}
