package dev.earshot.chat.agent.model;

import dev.earshot.http.client.CaTrust;
import dev.langchain4j.model.openai.internal.ResponseHandle;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionResponse;
import dev.langchain4j.model.openai.internal.chat.Message;
import dev.langchain4j.model.openai.internal.chat.Tool;
import dev.langchain4j.model.openai.internal.shared.StreamOptions;
import io.quarkiverse.langchain4j.openai.common.QuarkusOpenAiClient;
import io.quarkiverse.langchain4j.runtime.NamedConfigUtil;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The model's endpoint, as a stream that can be cancelled.
 *
 * <p>This is quarkus-langchain4j's client of the wire and not its {@code AiServices}: there a cancelled stream does not
 * end the loop of tool
 * calls (quarkus-langchain4j #2174), and the streaming model above this client gives out a handle that cancels nothing.
 * Here a cancelled
 * stream closes its connection.
 */
@Singleton
class ModelClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final QuarkusOpenAiClient client;
    private final ModelConfig config;

    ModelClient(ModelConfig config) {
        this.config = config;
        URI url = config.url()
                .orElseThrow(
                        () -> new IllegalStateException("EARSHOT_AGENT is model, but EARSHOT_MODEL_URL is not set"));
        if (config.name().isEmpty()) {
            throw new IllegalStateException("EARSHOT_AGENT is model, but EARSHOT_MODEL_NAME is not set");
        }
        client = QuarkusOpenAiClient.builder()
                .configName(NamedConfigUtil.DEFAULT_NAME)
                .baseUrl(url.toString())
                .openAiApiKey(config.apiKey().orElse("none"))
                .tlsConfigurationName(CaTrust.TLS)
                .connectTimeout(CONNECT)
                // Until the response begins, cancelling closes nothing: this does. The client knows no fractions of a
                // second.
                .readTimeout(Duration.ofSeconds(Math.max(1, config.silence().toSeconds())))
                .build();
    }

    Multi<ChatCompletionResponse> complete(List<Message> messages, List<Tool> tools) {
        ChatCompletionRequest request = ChatCompletionRequest.builder()
                .model(config.name().orElseThrow())
                .messages(messages)
                .tools(tools)
                .maxTokens(config.maxTokens())
                .stream(true)
                .streamOptions(StreamOptions.builder().includeUsage(true).build())
                .build();
        return Multi.createFrom().emitter(chunks -> {
            ResponseHandle call = client.chatCompletion(request)
                    .onPartialResponse(chunks::emit)
                    .onComplete(chunks::complete)
                    .onError(chunks::fail)
                    .execute();
            chunks.onTermination(call::cancel);
        });
    }
}
