package dev.earshot.chat.stream.openai;

import dev.earshot.chat.run.Replies;
import dev.earshot.chat.run.ReplyOutcomes;
import dev.earshot.http.error.OpenAiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What all parts of a chat completion share.
 *
 * @param promptCharacters the length of what was sent, for the usage
 */
record Completion(Instant created, int promptCharacters) {
    /** The one model there is, whichever agent answers. */
    static final String MODEL = "earshot";

    /** Of English text; clients that show usage or bound a history want a number, and no agent here counts tokens. */
    private static final int CHARACTERS_A_TOKEN = 4;

    JsonObject head(String messageId, String object) {
        return new JsonObject()
                .put("id", "chatcmpl-" + messageId)
                .put("object", object)
                .put("created", created.getEpochSecond())
                .put("model", MODEL);
    }

    /** An answer that is not streamed. */
    JsonObject answer(Replies.Seen reply, ReplyOutcomes.Outcome outcome) {
        JsonObject message = new JsonObject()
                .put("role", "assistant")
                .put("content", reply.content())
                .put("refusal", OpenAiError.NULL);
        return head(reply.id(), "chat.completion")
                .put(
                        "choices",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("index", 0)
                                        .put("message", message)
                                        .put("logprobs", OpenAiError.NULL)
                                        .put("finish_reason", "stop")))
                .put("usage", usage(reply.content().length()))
                .put("earshot", extension(outcome));
    }

    /** An estimate. */
    JsonObject usage(int characters) {
        int prompt = tokens(promptCharacters);
        int completion = tokens(characters);
        return new JsonObject()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    private static int tokens(int characters) {
        return (characters + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
    }

    /** What OpenAI's format has no place for. */
    static JsonObject extension(ReplyOutcomes.Outcome outcome) {
        JsonObject extension = new JsonObject()
                .put("conversation_id", outcome.conversationId())
                .put("message_id", outcome.messageId())
                .put("status", outcome.status().wire());
        outcome.metadata().map(JsonObject::mapFrom).ifPresent(known -> {
            extension.put("signals", known.getValue("suggestedSignals"));
            extension.put("draft", known.getValue("draft"));
            extension.put("unused", known.getValue("unused"));
            if (known.containsKey("audience")) {
                extension.put("audience", known.getValue("audience"));
            }
        });
        outcome.size().ifPresent(size -> extension.put("size", size));
        return extension;
    }
}
