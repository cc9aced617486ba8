package dev.earshot.chat.stream;

import dev.earshot.chat.run.ReplyEvent;
import dev.earshot.chat.run.ReplyEvents;
import dev.earshot.chat.run.ReplyOutcomes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A protocol that others defined: words as they come, and at the end what the reply led to. A new one is a subclass, a
 * resource and a line in the contract test.
 */
public abstract class ProtocolFormat implements StreamFormat {
    /** What our own stream says of a reply that failed. */
    protected static final String FAILED = "Streaming failed";

    /** What a viewer is told that can't be shown the rest here. */
    protected static final String COME_AGAIN = "The reply goes on; ask for it again";

    private final String messageId;
    private final ReplyOutcomes outcomes;
    private JsonObject suggestions;
    private WordsEvent wordsEvent;
    private int characters;

    protected ProtocolFormat(String messageId, ReplyOutcomes outcomes) {
        this.messageId = messageId;
        this.outcomes = outcomes;
    }

    /** Writes what stands before the first words, and knows their event from then on: an idle stream needs none. */
    protected abstract WordsEvent begin(Buffer out);

    /**
     * Writes the last events.
     *
     * @param suggestions what the reply proposes, if anything: a {@link dev.earshot.chat.Suggestions}
     */
    protected abstract void end(Buffer out, ReplyOutcomes.Outcome outcome, Optional<JsonObject> suggestions);

    protected final String messageId() {
        return messageId;
    }

    @Override
    public final Buffer events(ReplyEvents.News news) {
        Buffer out = Buffer.buffer();
        for (ReplyEvent event : news.read()) {
            if (event instanceof ReplyEvent.Words words && !words.text().isEmpty()) {
                write(out, words);
            } else if (event instanceof ReplyEvent.Proposed proposed) {
                suggestions = proposed.suggestions();
            }
        }
        return out;
    }

    @Override
    public final Uni<Buffer> ending(ReplyEvents.News news) {
        Buffer out = events(news);
        return outcomes.of(messageId).map(outcome -> {
            end(out, outcome, Optional.ofNullable(suggestions));
            return out;
        });
    }

    private void write(Buffer out, ReplyEvent.Words words) {
        if (wordsEvent == null) {
            wordsEvent = begin(out);
        }
        characters += words.text().length();
        wordsEvent.write(out, words);
    }

    /** Whether there were any words. */
    protected final boolean hasBegun() {
        return wordsEvent != null;
    }

    /** Of all words so far. */
    protected final int characters() {
        return characters;
    }

    protected static void write(Buffer out, JsonObject event) {
        out.appendString(event(event));
    }

    /** JSON escapes line breaks, so no text can end an event and begin another. */
    static String event(JsonObject event) {
        return "data: " + event.encode() + "\n\n";
    }
}
