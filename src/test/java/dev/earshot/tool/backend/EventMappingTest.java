package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.event.Event;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.ParameterType;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventMappingTest {
    @Test
    void a_parameter_of_another_type_than_the_events_is_left_out() {
        assertThat(parameter(ParameterType.DATE, "2026-01-31")).isEqualTo("2026-01-31");
        for (Object noDay : List.of("31.01.2026 14:00", "2026-02-30", "2026-01-31T14:00:00Z", 20260131, true)) {
            assertThat(parameter(ParameterType.DATE, noDay)).as("%s", noDay).isNull();
        }
        assertThat(parameter(ParameterType.INTEGER, 3)).isEqualTo(3L);
        assertThat(parameter(ParameterType.INTEGER, 3.0)).isEqualTo(3L);
        for (Object other : List.of(3.5, 1e30, new BigInteger("9223372036854775808"), "3", true)) {
            assertThat(parameter(ParameterType.INTEGER, other)).as("%s", other).isNull();
        }
        assertThat(parameter(ParameterType.TEXT, 3)).isEqualTo("3");
        assertThat(parameter(ParameterType.TEXT, List.of("a"))).isNull();
        assertThat(parameter(ParameterType.BOOLEAN, "true")).isNull();
    }

    private static Object parameter(ParameterType type, Object value) {
        EventDefinition definition = new EventDefinition("ai_order_placed", "", Map.of("one", type), Map.of());
        EventMapping mapping = new EventMapping(definition, Map.of("one", new Template("{result.one}")));
        CallValues values = CallValues.of(new JsonObject(), null).with(Map.of("one", value));
        return ((Event.Custom) mapping.of(values)).parameters().get("one");
    }
}
