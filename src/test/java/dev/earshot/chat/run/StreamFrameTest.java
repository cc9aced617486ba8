package dev.earshot.chat.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamFrameTest {
    @Test
    void words_are_quoted_as_the_rest_of_the_program_quotes_them_whatever_their_characters() {
        String all = IntStream.rangeClosed(0, Character.MAX_VALUE)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        assertThat(StreamFrame.chunk(all)).isEqualTo(tree(all));
        assertThat(StreamFrame.chunk("")).isEqualTo(tree(""));
    }

    private static String tree(String text) {
        return new JsonObject().put("data", new JsonObject().put("chunk", text)).encode();
    }
}
