package dev.earshot.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The page at {@code /}, and how people log in to it. */
@ConfigMapping(prefix = "earshot.console")
public interface ConsoleConfig {
    /** Whether there is a page at all. */
    @WithDefault("true")
    boolean enabled();

    /** The identity provider, as tokens are checked by; without one, people paste a token. */
    Optional<String> issuer();

    /** The public client (authorization code with PKCE, no secret) that is registered for the page at the identity provider. */
    Optional<String> clientId();

    /** What the page asks of the identity provider; {@code tools} too, where tools shall be tried with a login instead of an API key. */
    @WithDefault("openid")
    String scope();

    /** Whether the sandbox hands out tokens to whoever asks: on one's own machine only. */
    @WithDefault("false")
    boolean sandbox();
}
