package dev.earshot.tool.mcp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a signal is to be used, by AdCP's {@code destination}: a platform by its name, or a sales agent by its URL.
 *
 * @param platform the platform's name; {@code null} for an agent
 * @param agentUrl the agent's URL; {@code null} for a platform
 * @param account at the platform or agent; may be {@code null}
 */
record AdcpDestination(String platform, String agentUrl, String account) {
    /** The one platform that Earshot delivers to. */
    static final AdcpDestination NETMERA = new AdcpDestination("netmera", null, null);

    /** How long a tag takes to reach all customers, about. */
    private static final int MINUTES = 5;

    private static final String KEY = "netmera_tag";

    static List<AdcpDestination> of(JsonArray destinations) {
        return destinations.stream()
                .map(JsonObject.class::cast)
                .map(one -> "agent".equals(one.getString("type"))
                        ? new AdcpDestination(null, one.getString("agent_url"), one.getString("account"))
                        : new AdcpDestination(one.getString("platform"), null, one.getString("account")))
                .toList();
    }

    /**
     * Whether a tag in Netmera serves it. A sales agent targets by the key that it is given; another platform would
     * have to be sent the customers, which Earshot does not do.
     */
    boolean isServed() {
        return agentUrl != null || NETMERA.platform.equals(platform);
    }

    /** Not served: never live, and said to be so. */
    JsonObject unserved() {
        return deployment(false).put("message", "Earshot delivers to Netmera alone; nothing is sent to " + platform);
    }

    /** Not active now. */
    JsonObject inactive() {
        return deployment(false).put("estimated_activation_duration_minutes", MINUTES);
    }

    /**
     * Active under a tag.
     *
     * @param since when all customers carried it; empty while they are being tagged. An agent may use the key at once,
     *     since it finds customers as they are tagged.
     */
    JsonObject active(String tag, Instant begun, Optional<Instant> since) {
        boolean live = agentUrl != null || since.isPresent();
        return live
                ? deployment(true)
                        .put("activation_key", key(tag))
                        .put("deployed_at", since.orElse(begun).toString())
                : inactive();
    }

    private JsonObject key(String tag) {
        return agentUrl == null
                ? new JsonObject().put("type", "segment_id").put("segment_id", tag)
                : new JsonObject().put("type", "key_value").put("key", KEY).put("value", tag);
    }

    private JsonObject deployment(boolean live) {
        JsonObject deployment = agentUrl == null
                ? new JsonObject().put("type", "platform").put("platform", platform)
                : new JsonObject().put("type", "agent").put("agent_url", agentUrl);
        if (account != null) {
            deployment.put("account", account);
        }
        return deployment.put("is_live", live);
    }
}
