package dev.earshot.http.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/**
 * What callers without credentials may do, over MCP and REST, before people sign in. Each replica counts for itself.
 * Behind a proxy all callers have the proxy's address, unless {@code quarkus.http.proxy} says which proxies are to be
 * believed.
 */
@ConfigMapping(prefix = "earshot.anonymous")
public interface AnonymousConfig {
    /**
     * Tools that need no credentials. With none, nothing does without. Set by {@code EARSHOT_ANONYMOUS_TOOLS}; in the
     * sandbox, those that look and don't keep.
     */
    Optional<List<String>> tools();

    /**
     * Most calls a minute from one address. ChatGPT calls for all its people from few addresses, so a low limit would
     * stop them together.
     */
    @WithDefault("600")
    @Min(1)
    @Max(10_000_000)
    int callsPerAddress();

    /** Most calls a minute of all of them. */
    @WithDefault("6000")
    @Min(1)
    @Max(10_000_000)
    int calls();

    /** Most sessions an hour that one address may start. */
    @WithDefault("3600")
    @Min(1)
    @Max(10_000_000)
    int sessionsPerAddress();

    /** Most sessions an hour that all of them may start, and so how fast they may fill the database. */
    @WithDefault("20000")
    @Min(1)
    @Max(10_000_000)
    int sessions();
}
