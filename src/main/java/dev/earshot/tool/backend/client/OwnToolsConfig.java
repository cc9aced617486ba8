package dev.earshot.tool.backend.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

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

    /**
     * How often each replica looks whether the file, or a document that it names, has changed. A change is used when
     * two looks find the same.
     */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lookEvery();
}
