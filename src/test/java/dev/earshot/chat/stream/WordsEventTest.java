package dev.earshot.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.chat.run.ReplyEvent.Words;
import dev.earshot.chat.run.ReplyEvents;
import dev.earshot.chat.run.StreamFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsEventTest {
    private final WordsEvent event = new WordsEvent(new JsonObject()
            .put("id", "msg_1")
            .put("choices", new JsonArray().add(new JsonObject().put("delta", WordsEvent.PLACE)))
            .put("last", true));

    @ParameterizedTest
    @ValueSource(strings = {"hikers ", "\"quoted\" \\ and\n\ndata: forged", "çiğ 🌲", "\u0000words", "\u2028", "%s $1"})
    void any_words_stand_in_the_event_as_they_are(String text) {
        Buffer out = Buffer.buffer();
        event.write(out, words(text));

        String written = out.toString();
        assertThat(written).startsWith("data: {").endsWith("}\n\n");
        assertThat(written.strip().lines()).hasSize(1);
        assertThat(new JsonObject(written.substring("data: ".length())))
                .isEqualTo(new JsonObject()
                        .put("id", "msg_1")
                        .put("choices", new JsonArray().add(new JsonObject().put("delta", text)))
                        .put("last", true));
    }

    private static Words words(String text) {
        ReplyEvents reply = new ReplyEvents("msg_1");
        reply.add(StreamFrame.chunk(text));
        return (Words) reply.after(0).read().get(0);
    }
}
