package dev.earshot.chat.agent.model;

import dev.langchain4j.model.openai.internal.chat.AssistantMessage;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionChoice;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionResponse;
import dev.langchain4j.model.openai.internal.chat.FunctionCall;
import dev.langchain4j.model.openai.internal.chat.ToolCall;
import dev.langchain4j.model.openai.internal.chat.ToolType;
import dev.langchain4j.model.openai.internal.shared.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One completion of the model, put together from the pieces in which it arrives. */
final class ModelCompletion {

    /** A tool call whose arguments come a few characters at a time. */
    private static final class Call {
        private final StringBuilder id = new StringBuilder();
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();

        void add(ToolCall piece) {
            append(id, piece.id());
            if (piece.function() != null) {
                append(name, piece.function().name());
                append(arguments, piece.function().arguments());
            }
        }

        private static void append(StringBuilder whole, String piece) {
            if (piece != null) {
                whole.append(piece);
            }
        }

        ToolCall whole() {
            return ToolCall.builder()
                    .id(id.toString())
                    .type(ToolType.FUNCTION)
                    .function(FunctionCall.builder()
                            .name(name.toString())
                            .arguments(arguments.toString())
                            .build())
                    .build();
        }
    }

    private final Map<Integer, Call> calls = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private boolean finished;
    private Usage usage;

    /** The words in this piece; may be empty. */
    String add(ChatCompletionResponse piece) {
        if (piece.usage() != null) {
            usage = piece.usage();
        }
        if (piece.choices() == null || piece.choices().isEmpty()) {
            return "";
        }
        ChatCompletionChoice choice = piece.choices().get(0);
        finished = finished || choice.finishReason() != null;
        if (choice.delta() == null) {
            return "";
        }
        if (choice.delta().toolCalls() != null) {
            choice.delta().toolCalls().forEach(this::add);
        }
        String words = choice.delta().content() == null ? "" : choice.delta().content();
        text.append(words);
        return words;
    }

    /** Some endpoints leave out the index: a piece with an id then begins the next call. */
    private void add(ToolCall piece) {
        int index = piece.index() != null ? piece.index() : calls.size() - (piece.id() == null ? 1 : 0);
        calls.computeIfAbsent(index, i -> new Call()).add(piece);
    }

    /** Whether it came to its end, and the connection was not just closed. */
    boolean isWhole() {
        return finished;
    }

    List<ToolCall> toolCalls() {
        return calls.values().stream().map(Call::whole).toList();
    }

    /** The completion as the model wants to be reminded of it in the next round. */
    AssistantMessage message() {
        return AssistantMessage.builder()
                .content(text.length() == 0 ? null : text.toString())
                .toolCalls(toolCalls())
                .build();
    }

    Optional<Usage> usage() {
        return Optional.ofNullable(usage);
    }
}
