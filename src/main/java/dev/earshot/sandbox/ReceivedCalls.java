package dev.earshot.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What has arrived at the stand-in for Netmera: the latest of it, in the order of arrival. */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
class ReceivedCalls {
    private static final int KEPT = 10_000;

    private final Deque<JsonObject> arrived = new ArrayDeque<>();

    synchronized void add(String method, JsonObject body) {
        if (arrived.size() == KEPT) {
            arrived.removeFirst();
        }
        arrived.addLast(new JsonObject()
                .put("method", method)
                .put("at", Instant.now().toString())
                .put("body", body));
    }

    synchronized List<JsonObject> of(String extId) {
        return arrived.stream()
                .filter(arrival -> extId == null
                        || extId.equals(arrival.getJsonObject("body").getString("extId")))
                .toList();
    }
}
