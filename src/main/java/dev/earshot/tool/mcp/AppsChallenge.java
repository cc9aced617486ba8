package dev.earshot.tool.mcp;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Proves to OpenAI that an app's publisher owns this host: answers the token of the listing as plain text. Absent
 * unless {@code EARSHOT_OPENAI_APPS_CHALLENGE} is set.
 */
@Singleton
class AppsChallenge {
    private static final String PATH = "/.well-known/openai-apps-challenge";

    private final Optional<String> token;

    AppsChallenge(@ConfigProperty(name = "earshot.openai-apps-challenge") Optional<String> token) {
        this.token = token.map(String::strip).filter(text -> !text.isEmpty());
    }

    void register(@Observes Router router) {
        token.ifPresent(text -> router.get(PATH)
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/plain; charset=utf-8")
                        .end(text)));
    }
}
