package dev.earshot.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.conversation.Suggestions.Confidence;
import dev.earshot.conversation.Suggestions.State;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes, besides a reply's text and metadata, to say it again in the same frames when its log is gone.
 *
 * @param chunks the length of each piece of the text, in code points as Postgres counts
 * @param totalReach of the signals' frame, as are the others; absent when there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record Replay(List<Integer> chunks, Long totalReach, Confidence confidence, State state) {

    static Replay of(List<Integer> chunks) {
        return new Replay(List.copyOf(chunks), null, null, null);
    }

    static Replay of(List<Integer> chunks, Suggestions suggestions) {
        return new Replay(
                List.copyOf(chunks), suggestions.totalReach(), suggestions.confidence(), suggestions.status());
    }

    /** All frames of a reply that has ended. */
    List<String> frames(String messageId, Status status, String content, Metadata metadata) {
        List<String> frames =
                new ArrayList<>(pieces(content).stream().map(Frame::chunk).toList());
        if (totalReach != null && metadata != null) {
            frames.add(Frame.signals(new Suggestions(metadata.suggestedSignals(), totalReach, confidence, state)));
        }
        frames.add(Frame.end(messageId, status));
        return frames;
    }

    /** In one piece if the lengths are another text's. */
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
