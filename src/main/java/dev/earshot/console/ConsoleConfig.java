package dev.earshot.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The page at {@code /}, and how people log in to it. */
@ConfigMapping(prefix = "earshot.console")
public interface ConsoleConfig {
    /** Whether the console is served. */
    @WithDefault("true")
    boolean enabled();

    /** The identity provider, as tokens are checked by. Without one, people paste a token. */
    Optional<String> issuer();

    /** The public client of the console at the identity provider (authorization code with PKCE, no secret). */
    Optional<String> clientId();

    /** The scope that the console requests. Add {@code tools} to try tools with a login instead of an API key. */
    @WithDefault("openid")
    String scope();

    /** Whether the sandbox issues tokens to any caller: on a developer's machine only. */
    @WithDefault("false")
    boolean sandbox();
}
