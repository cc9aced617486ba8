package dev.earshot.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriterionTest {
    private static final String RULE = """
            {"all":[{"any":["loc_ca"]},{"any":["int_hiking",{"signal":"trans_hiking","within":"P30D","atLeast":2}]}],\
            "none":["demo_student"]}""";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void an_id_alone_asks_for_once_at_any_time() throws JsonProcessingException {
        Rule rule = json.readValue(RULE, Rule.class);
        assertThat(rule.all().get(0).any()).containsExactly(new SignalCriterion("loc_ca", Criterion.EVER, 1));
        assertThat(rule.all().get(1).any())
                .containsExactly(Criterion.of("int_hiking"), new SignalCriterion("trans_hiking", Period.ofDays(30), 2));
        assertThat(rule.none()).containsExactly(Criterion.of("demo_student"));
    }

    @Test
    void a_rule_is_written_as_it_was_read() throws JsonProcessingException {
        assertThat(json.writeValueAsString(json.readValue(RULE, Rule.class))).isEqualTo(RULE);
    }

    @Test
    void what_is_no_period_is_refused_where_it_stands() {
        String rule = "{\"all\":[{\"any\":[{\"signal\":\"loc_ca\",\"within\":\"a while\"}]}]}";
        assertThatThrownBy(() -> json.readValue(rule, Rule.class))
                .isInstanceOfSatisfying(
                        JsonMappingException.class,
                        e -> assertThat(e.getPathReference()).contains("any"));
    }

    @Test
    void dropping_a_signal_drops_a_group_of_nothing_else() throws JsonProcessingException {
        Rule rule = json.readValue(RULE, Rule.class);
        assertThat(rule.without("loc_ca").all()).hasSize(1);
        assertThat(rule.without("trans_hiking").all().get(1).any()).isEqualTo(List.of(Criterion.of("int_hiking")));
        assertThat(rule.without("demo_student").none()).isEmpty();
    }
}
