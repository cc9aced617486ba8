package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.item.SearchStatement.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlTemplateTest {
    @Test
    void values_are_numbered_by_their_first_place_and_those_not_named_are_left_out() {
        SqlTemplate.Bound bound = SqlTemplate.of("select :b::text, :a::int where :b::text is null")
                .bind(Map.of("a", 1, "b", "two", "c", 3.0));
        assertThat(bound.sql()).isEqualTo("select $1::text, $2::int where $1::text is null");
        assertThat(bound.values().size()).isEqualTo(2);
        assertThat(bound.values().getValue(0)).isEqualTo("two");
        assertThat(bound.values().getValue(1)).isEqualTo(1);
    }

    @Test
    void a_search_of_a_shape_that_was_seen_is_not_put_together_again() {
        SqlTemplate one = SearchStatement.find(List.of(Side.SAMPLED), true, false, true);
        assertThat(SearchStatement.find(List.of(Side.SAMPLED), true, false, true))
                .isSameAs(one);
        assertThat(SearchStatement.find(List.of(Side.SAMPLED), true, true, true))
                .isNotSameAs(one);
    }

    @Test
    void pieces_are_put_in_as_they_are() {
        assertThat(SqlTemplate.fill("select {what} from {where}", Map.of("what", "'{0.1, 1}', $1", "where", "item")))
                .isEqualTo("select '{0.1, 1}', $1 from item");
    }

    @Test
    void a_name_that_nothing_has_is_refused() {
        assertThatThrownBy(() -> SqlTemplate.of("select :a").bind(Map.of())).hasMessageContaining("a");
        assertThatThrownBy(() -> SqlTemplate.fill("{a}", Map.of())).hasMessageContaining("a");
    }
}
