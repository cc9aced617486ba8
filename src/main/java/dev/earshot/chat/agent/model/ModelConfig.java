package dev.earshot.chat.agent.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The model that answers when {@code EARSHOT_AGENT} is {@code model}: any endpoint that speaks OpenAI's chat
 * completions.
 */
@ConfigMapping(prefix = "earshot.model")
public interface ModelConfig {

    /**
     * Where it is, up to the version: {@code https://api.openai.com/v1}, {@code http://localhost:11434/v1} for Ollama.
     */
    Optional<URI> url();

    /** The bearer token; endpoints on one's own machine need none. */
    Optional<String> apiKey();

    /** The model to ask for. */
    Optional<String> name();

    /**
     * How long it may say nothing. Before its first word, all rounds of tools included, the rules agent answers
     * instead; after it, the reply has
     * failed. Slow local models need more.
     */
    @WithDefault("15s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 5)
    Duration silence();

    /** Most rounds of tool calls in one answer: a model that only ever calls tools has failed. */
    @WithDefault("5")
    @Min(1)
    @Max(20)
    int toolRounds();

    /**
     * Most characters of earlier messages that are sent along, the newest first: what bounds the cost of a long
     * conversation.
     */
    @WithDefault("12000")
    @Min(0)
    @Max(200000)
    int history();

    /** Most tokens of one completion. */
    @WithDefault("1000")
    @Min(50)
    @Max(32000)
    int maxTokens();
}
