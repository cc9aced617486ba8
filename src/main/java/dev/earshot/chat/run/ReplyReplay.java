package dev.earshot.chat.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.Suggestions;
import dev.earshot.chat.Suggestions.Confidence;
import dev.earshot.chat.Suggestions.State;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replay needs besides a reply's text and metadata, to send it again in the same frames when its log is gone.
 *
 * @param chunks the length of each piece of the text, in code points as Postgres counts
 * @param totalReach of the signals' frame, as are the others; absent when there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record ReplyReplay(List<Integer> chunks, Long totalReach, Confidence confidence, State state) {

    static ReplyReplay of(List<Integer> chunks) {
        return new ReplyReplay(List.copyOf(chunks), null, null, null);
    }

    static ReplyReplay of(List<Integer> chunks, Suggestions suggestions) {
        return new ReplyReplay(
                List.copyOf(chunks), suggestions.totalReach(), suggestions.confidence(), suggestions.status());
    }

    /** All frames of a reply that has ended. */
    List<String> frames(String messageId, MessageStatus status, String content, ReplyMetadata metadata) {
        List<String> frames =
                new ArrayList<>(pieces(content).stream().map(StreamFrame::chunk).toList());
        if (totalReach != null && metadata != null) {
            frames.add(
                    StreamFrame.signals(new Suggestions(metadata.suggestedSignals(), totalReach, confidence, state)));
        }
        frames.add(StreamFrame.end(messageId, status));
        return frames;
    }

    /** In one piece if the lengths belong to another text. */
    private List<String> pieces(String content) {
        int length = content.codePointCount(0, content.length());
        if (chunks.stream().mapToInt(Integer::intValue).sum() != length) {
            return content.isEmpty() ? List.of() : List.of(content);
        }
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int chunk : chunks) {
            int to = content.offsetByCodePoints(from, chunk);
            pieces.add(content.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
