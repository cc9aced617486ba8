package dev.earshot.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.common.ApiException;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleValidatorTest {
    private final TaxonomyIndex taxonomy = new TaxonomyIndex(
            1, List.of(new Signal("int_hiking", "Hiking", SignalType.INTEREST, List.of("Hiking"), List.of())));

    private Rule checked(String rule) throws JsonProcessingException {
        return RuleValidator.valid("rule", new ObjectMapper().readValue(rule, Rule.class), taxonomy);
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
    void a_rule_is_of_bounded_size() {
        String many = String.join(",", Collections.nCopies(61, "\"int_hiking\""));
        refuses("{\"all\":[{\"any\":[" + many + "]}]}", "rule");
        String groups = String.join(",", Collections.nCopies(21, "{\"any\":[\"int_hiking\"]}"));
        refuses("{\"all\":[" + groups + "]}", "rule.all");
    }
}
