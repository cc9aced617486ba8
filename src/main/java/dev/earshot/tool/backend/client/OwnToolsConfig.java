package dev.earshot.tool.backend.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Tools of one's own, which call an HTTP backend. */
@ConfigMapping(prefix = "earshot.tools")
public interface OwnToolsConfig {
    /** The path of the YAML file that describes backends and tools. Set by {@code EARSHOT_TOOLS}. */
    Optional<String> file();

    /**
     * Whether a backend may have a private or local address, such as one of the cluster. Without it, a name that
     * resolves to one is not called.
     */
    @WithDefault("false")
    boolean privateAddresses();
}
