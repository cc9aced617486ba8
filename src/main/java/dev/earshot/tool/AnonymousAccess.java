package dev.earshot.tool;

import dev.earshot.common.ApiException;
import dev.earshot.common.StartRefusal;
import dev.earshot.http.auth.AnonymousConfig;
import dev.earshot.http.limit.ClientNetwork;
import dev.earshot.http.limit.RateLimiter;
import dev.earshot.tool.backend.OwnToolSet;
import dev.earshot.tool.backend.OwnToolsUser;
import dev.earshot.tool.backend.file.ToolsFileFault;
import dev.earshot.tool.schema.ToolCatalogue;
import dev.earshot.tool.schema.ToolDefinitions;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tools that callers without credentials may use, and how often. */
@Singleton
public class AnonymousAccess implements OwnToolsUser {
    private static final int BEFORE_THE_SCHEMA = 0;
    private static final String MAKES_SESSIONS = "start_session";
    /** Says who the customer is, which only credentials can prove. */
    private static final String NAMES_CUSTOMERS = "identify_customer";

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ALL = "";

    private final Set<String> open;
    private final ToolCatalogue catalogue;
    private final RateLimiter callsOfOne;
    private final RateLimiter callsOfAll;
    private final RateLimiter sessionsOfOne;
    private final RateLimiter sessionsOfAll;

    AnonymousAccess(AnonymousConfig config, ToolCatalogue catalogue) {
        this.open = new LinkedHashSet<>(config.tools().orElse(List.of()));
        this.catalogue = catalogue;
        this.callsOfOne = new RateLimiter(config.callsPerAddress(), config.callsPerAddress(), MINUTE);
        this.callsOfAll = new RateLimiter(config.calls(), config.calls(), MINUTE);
        this.sessionsOfOne = new RateLimiter(config.sessionsPerAddress(), config.sessionsPerAddress(), HOUR);
        this.sessionsOfAll = new RateLimiter(config.sessions(), config.sessions(), HOUR);
    }

    void check(@Observes @Priority(BEFORE_THE_SCHEMA) StartupEvent started) {
        StartRefusal.ifAny(faults());
    }

    /** What is wrong with the setting: a phrase each. */
    List<String> faults() {
        return open.stream()
                .filter(tool -> !catalogue.has(tool) || tool.equals(NAMES_CUSTOMERS))
                .map(tool -> "EARSHOT_ANONYMOUS_TOOLS names " + tool
                        + (catalogue.has(tool) ? ", which always needs credentials" : ", but there is no such tool"))
                .toList();
    }

    @Override
    public Runnable prepare(OwnToolSet next) {
        ToolDefinitions definitions = catalogue.with(next);
        open.stream().filter(tool -> !definitions.has(tool)).findFirst().ifPresent(tool -> {
            throw new ToolsFileFault("tools." + tool, "is missing: EARSHOT_ANONYMOUS_TOOLS names it");
        });
        return () -> {};
    }

    /** Whether callers without credentials may use any tool, and so see all of them. */
    public boolean isOpen() {
        return !open.isEmpty();
    }

    public boolean allows(String tool) {
        return open.contains(tool);
    }

    /** Counts a call without credentials; refuses one to a tool that needs them, and one too many. */
    public void admit(String tool, RoutingContext context) {
        admit(tool, ClientNetwork.of(context));
    }

    void admit(String tool, String network) {
        if (!allows(tool)) {
            throw ApiException.unauthenticated("Sign in to use this tool");
        }
        // First by address, so that a single one can't use up what all share.
        take(callsOfOne, network);
        take(callsOfAll, ALL);
        if (tool.equals(MAKES_SESSIONS)) {
            take(sessionsOfOne, network);
            take(sessionsOfAll, ALL);
        }
    }

    private static void take(RateLimiter limiter, String whose) {
        RateLimiter.Taken taken = limiter.take(whose);
        if (!taken.granted()) {
            throw ApiException.limited(
                    "RATE_LIMITED", "Too many calls without credentials; wait or sign in", taken.pause());
        }
    }
}
