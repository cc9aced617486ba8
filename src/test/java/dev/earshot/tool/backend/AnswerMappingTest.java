package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.http.client.CallFailure;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerMappingTest {
    private final AnswerMapping mapping = new AnswerMapping(
            Map.of("stock", new AnswerMapping.Field(JsonPointer.valueOf("/stock"), "integer", null, true)));

    @Test
    void a_whole_number_is_an_integer_however_it_is_written() throws Exception {
        assertThat(mapped("7")).isEqualTo(7);
        assertThat(mapped("7.0")).isEqualTo(BigInteger.valueOf(7));
        assertThat(mapped("2e3")).isEqualTo(BigInteger.valueOf(2000));
        assertThatThrownBy(() -> mapped("7.5")).isInstanceOf(CallFailure.class).hasMessageContaining("is no integer");
        assertThatThrownBy(() -> mapped("\"7\"")).isInstanceOf(CallFailure.class);
    }

    private Object mapped(String stock) throws Exception {
        return mapping.map(new ObjectMapper().readTree("{\"stock\": " + stock + "}"))
                .get("stock");
    }
}
