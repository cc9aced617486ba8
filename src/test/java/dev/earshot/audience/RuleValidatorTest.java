package dev.earshot.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.common.ApiException;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.ParameterType;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleValidatorTest {
    private static final EventDefinition SAVED =
            new EventDefinition("ai_item_saved", "", Map.of("item_id", ParameterType.TEXT), Map.of());
    private static final EventDefinition BOUGHT = new EventDefinition(
            "ai_conversion_completed",
            "",
            Map.of("revenue", ParameterType.NUMBER, "gift", ParameterType.BOOLEAN),
            Map.of());

    private final TaxonomyIndex taxonomy = new TaxonomyIndex(
            1, List.of(new Signal("int_hiking", "Hiking", SignalType.INTEREST, List.of("Hiking"), List.of())));

    private Rule checked(String rule) throws JsonProcessingException {
        return new RuleValidator(List.of(SAVED, BOUGHT))
                .valid("rule", new ObjectMapper().readValue(rule, Rule.class), taxonomy);
    }

    private void refuses(String rule, String... fields) {
        assertThatThrownBy(() -> checked(rule)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("INVALID_RULE");
            assertThat(refusal.faults()).extracting(ApiException.Fault::field).containsExactly(fields);
        });
    }

    @Test
    void a_rule_of_known_signals_is_taken_as_it_is() throws JsonProcessingException {
        assertThat(checked("{\"all\":[{\"any\":[{\"signal\":\"int_hiking\",\"within\":\"P6M\",\"atLeast\":3}]}]}")
                        .signals())
                .containsExactly("int_hiking");
    }

    @Test
    void unknown_signals_are_named_with_their_places() {
        refuses(
                "{\"all\":[{\"any\":[\"int_hiking\",\"int_falconry\"]}],\"none\":[{\"signal\":\"demo_martian\"}]}",
                "rule.all[0].any[1]",
                "rule.none[0]");
        assertThatThrownBy(() -> checked("{\"none\":[\"demo_martian\"]}")).hasMessageContaining("demo_martian");
    }

    @Test
    void what_makes_no_sense_is_refused_where_it_stands() {
        refuses("{}", "rule");
        refuses("{\"all\":[{\"any\":[]}]}", "rule.all[0].any");
        refuses("{\"all\":[{\"any\":[{\"within\":\"P30D\"}]}]}", "rule.all[0].any[0].signal");
        refuses(
                "{\"all\":[{\"any\":[{\"signal\":\"int_hiking\",\"within\":\"-P1D\",\"atLeast\":0}]}]}",
                "rule.all[0].any[0].atLeast",
                "rule.all[0].any[0].within");
        refuses("{\"none\":[{\"signal\":\"int_hiking\",\"within\":\"P2000000000Y\"}]}", "rule.none[0].within");
    }

    @Test
    void events_with_times_conditions_and_sequences_are_taken_as_they_are() throws JsonProcessingException {
        for (String criterion : List.of(
                "{\"event\":\"ai_item_saved\"}",
                "{\"event\":\"ai_item_saved\",\"within\":\"PT12H\",\"atLeast\":3}",
                "{\"event\":\"ai_item_saved\",\"where\":{\"category\":\"outdoors\",\"price\":{\"min\":50}}}",
                "{\"event\":\"ai_conversion_completed\",\"where\":{\"revenue\":[10,20],\"gift\":true}}",
                "{\"sequence\":[{\"event\":\"ai_item_saved\"},{\"not\":{\"event\":\"ai_conversion_completed\"},"
                        + "\"within\":\"P7D\"}]}")) {
            String rule = "{\"all\":[{\"any\":[" + criterion + "]}],\"none\":[]}";
            assertThat(new ObjectMapper().writeValueAsString(checked(rule))).isEqualTo(rule);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                """
                .event | {"event":"ai_item_swallowed"}""",
                """
                .where.colour | {"event":"ai_item_saved","where":{"colour":"red"}}""",
                """
                .where.price | {"event":"ai_item_saved","where":{"price":"cheap"}}""",
                """
                .where.item_id | {"event":"ai_item_saved","where":{"item_id":{"min":1}}}""",
                """
                .where.gift | {"event":"ai_conversion_completed","where":{"gift":"yes"}}""",
                """
                .atLeast | {"event":"ai_item_saved","atLeast":0}""",
                """
                .within | {"event":"ai_item_saved","within":"PT1S"}""",
                """
                .within | {"event":"ai_item_saved","within":"P11Y"}""",
                """
                .sequence | {"sequence":[{"event":"ai_item_saved"}]}""",
                """
                .sequence[0] | {"sequence":[{"not":{"event":"ai_item_saved"}},{"event":"ai_item_saved"}]}""",
                """
                .sequence[1].event | {"sequence":[{"event":"ai_item_saved"},{"within":"P1D"}]}""",
                """
                .sequence[1].not.event | {"sequence":[{"event":"ai_item_saved"},{"not":{"event":"ai_x"}}]}""",
                """
                .sequence[1].within \
                  | {"sequence":[{"event":"ai_item_saved"},{"event":"ai_item_saved","within":"-P1D"}]}""",
                """
                .sequence[1] \
                  | {"sequence":[{"event":"ai_item_saved"},{"event":"ai_item_saved","not":{"event":"ai_x"}}]}""",
            })
    void what_makes_no_sense_of_an_event_is_refused_where_it_stands(String field, String criterion) {
        refuses("{\"all\":[{\"any\":[" + criterion + "]}]}", "rule.all[0].any[0]" + field);
    }

    @Test
    void a_rule_is_of_bounded_size() {
        String many = String.join(",", Collections.nCopies(61, "\"int_hiking\""));
        refuses("{\"all\":[{\"any\":[" + many + "]}]}", "rule");
        String groups = String.join(",", Collections.nCopies(21, "{\"any\":[\"int_hiking\"]}"));
        refuses("{\"all\":[" + groups + "]}", "rule.all");
    }
}
