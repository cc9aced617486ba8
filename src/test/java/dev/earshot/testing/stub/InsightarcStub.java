package dev.earshot.testing.stub;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Insightarc: it knows only the customers that a test has given it. */
public class InsightarcStub extends Stub {
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile Duration delay = Duration.ZERO;
    private volatile int status = 200;

    /** What it says of a customer's history or a session, as JSON or anything else. */
    public void knows(String id, String body) {
        known.put(id, body);
    }

    public void knows(String id, JsonObject body) {
        knows(id, body.encode());
    }

    public void isSlowBy(Duration slowness) {
        delay = slowness;
    }

    public void answersWith(int error) {
        status = error;
    }

    public void reset() {
        known.clear();
        asked.clear();
        delay = Duration.ZERO;
        status = 200;
    }

    /** The paths and queries that it was asked. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    void handle(HttpServerRequest request) {
        asked.add(request.uri());
        if (delay.isZero()) {
            answer(request);
        } else {
            vertx().setTimer(delay.toMillis(), timer -> answer(request));
        }
    }

    private void answer(HttpServerRequest request) {
        String body = known.get(request.path().substring(request.path().lastIndexOf('/') + 1));
        int answer = status != 200 ? status : body == null ? 404 : 200;
        request.response()
                .setStatusCode(answer)
                .putHeader("Content-Type", "application/json")
                .end(answer == 200 ? body : "{}");
    }
}
