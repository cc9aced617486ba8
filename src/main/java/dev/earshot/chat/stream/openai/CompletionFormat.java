package dev.earshot.chat.stream.openai;

import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.run.ReplyOutcomes;
import dev.earshot.chat.stream.ProtocolFormat;
import dev.earshot.chat.stream.WordsEvent;
import dev.earshot.http.error.OpenAiError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * OpenAI's chat completion chunks. What its format has no place for stands in the last chunk's {@code earshot}, as it
 * does in an answer that is not streamed.
 */
final class CompletionFormat extends ProtocolFormat {
    private static final String DONE = "data: [DONE]\n\n";

    private final Completion completion;
    private final boolean withUsage;

    CompletionFormat(Completion completion, String messageId, boolean withUsage, ReplyOutcomes outcomes) {
        super(messageId, outcomes);
        this.completion = completion;
        this.withUsage = withUsage;
    }

    @Override
    public Buffer opening() {
        Buffer out = Buffer.buffer();
        write(out, chunk(new JsonObject().put("role", "assistant").put("content", ""), OpenAiError.NULL));
        return out;
    }

    @Override
    protected WordsEvent begin(Buffer out) {
        return new WordsEvent(chunk(new JsonObject().put("content", WordsEvent.PLACE), OpenAiError.NULL));
    }

    @Override
    protected void end(Buffer out, ReplyOutcomes.Outcome outcome, Optional<JsonObject> suggestions) {
        MessageStatus status = outcome.status();
        if (status != MessageStatus.COMPLETE && status != MessageStatus.STOPPED) {
            write(out, OpenAiError.of("server_error", status.name(), FAILED));
            out.appendString(DONE);
            return;
        }
        write(out, chunk(new JsonObject(), "stop").put("earshot", Completion.extension(outcome)));
        if (withUsage) {
            write(
                    out,
                    completion
                            .head(messageId(), "chat.completion.chunk")
                            .put("choices", new JsonArray())
                            .put("usage", completion.usage(characters())));
        }
        out.appendString(DONE);
    }

    private JsonObject chunk(JsonObject delta, Object finishReason) {
        return completion
                .head(messageId(), "chat.completion.chunk")
                .put(
                        "choices",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("index", 0)
                                        .put("delta", delta)
                                        .put("logprobs", OpenAiError.NULL)
                                        .put("finish_reason", finishReason)));
    }

    @Override
    public Buffer comeAgain() {
        Buffer out = Buffer.buffer();
        write(out, OpenAiError.of("server_error", "COME_AGAIN", COME_AGAIN));
        return out.appendString(DONE);
    }
}
