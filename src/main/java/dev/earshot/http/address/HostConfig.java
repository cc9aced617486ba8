package dev.earshot.http.address;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The host names of this installation. */
@ConfigMapping(prefix = "earshot.host")
public interface HostConfig {
    /**
     * Host names besides that of {@code EARSHOT_PUBLIC_URL} that requests may name, such as a service's name in a
     * cluster; without ports. Set by {@code EARSHOT_ALLOWED_HOSTS}.
     */
    Optional<List<String>> allowed();

    /** Whether this is a developer's machine, which accepts only its own host names: dev mode, tests, demo. */
    @WithDefault("false")
    boolean ownMachine();

    /** Addresses that may be a token's audience while {@code EARSHOT_PUBLIC_URL} is not set: this machine's own. */
    Optional<List<String>> resources();
}
