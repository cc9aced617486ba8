package dev.earshot.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The vendors, no slower than in reality: Insightarc takes 20 ms, Netmera takes 5 ms and counts what it receives; a
 * shop of one's own takes 20 ms; one model never answers, another talks.
 */
final class Vendors implements AutoCloseable {
    private static final int INSIGHTARC_MILLIS = 20;
    private static final int NETMERA_MILLIS = 5;
    private static final int SHOP_MILLIS = 20;
    private static final String KNOWN = """
            {"stats":{"bought":false,"engagement_rate":64,"type_of_signal":"reg","avg_see_page":21,"is_bot":false},
             "current_intent":{"name":"Trail tent","category":"tents","price_amount":240,"price_cur":"USD"},
             "intents":[{"name":"Trail tent","category":"tents","price_amount":240,"price_cur":"USD"}]}""";

    private static final int WORD_MILLIS = 40;
    private static final String WORD = "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\","
            + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hiking \"}}]}\n\n";
    private static final String LAST = "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\","
            + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: [DONE]\n\n";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong events = new AtomicLong();
    private final HttpServer server;
    private volatile boolean hanging;

    Vendors() {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String insightarc() {
        return "http://localhost:" + server.actualPort() + "/insightarc";
    }

    /** A backend of one's own. */
    String shop() {
        return "http://localhost:" + server.actualPort() + "/shop";
    }

    String netmera() {
        return "http://localhost:" + server.actualPort() + "/netmera";
    }

    /** A model that says so many words, at the pace of the rules agent. */
    String talkingModel(int words) {
        return "http://localhost:" + server.actualPort() + "/talk/" + words;
    }

    String silentModel() {
        return "http://localhost:" + server.actualPort() + "/model";
    }

    /** From now on Insightarc takes questions and answers none. */
    void insightarcHangs(boolean hangs) {
        hanging = hangs;
    }

    /** How many entries Netmera has taken. */
    long events() {
        return events.get();
    }

    private void handle(HttpServerRequest request) {
        if (request.path().startsWith("/netmera")) {
            request.body().onSuccess(body -> {
                events.addAndGet(request.path().endsWith("/fireEvents") ? new JsonArray(body).size() : 0);
                answer(request.response(), NETMERA_MILLIS, "");
            });
        } else if (request.path().startsWith("/shop/")) {
            answer(request.response(), SHOP_MILLIS, "{\"id\":\"R-1\",\"state\":\"reserved\"}");
        } else if (request.path().startsWith("/talk/")) {
            talk(request.response(), Integer.parseInt(request.path().split("/")[2]));
        } else if (!hanging && request.path().startsWith("/insightarc")) {
            answer(request.response(), INSIGHTARC_MILLIS, KNOWN);
        }
    }

    private void talk(HttpServerResponse response, int words) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        AtomicInteger left = new AtomicInteger(words);
        vertx.setPeriodic(WORD_MILLIS, timer -> {
            if (left.getAndDecrement() > 0) {
                response.write(WORD);
            } else {
                vertx.cancelTimer(timer);
                response.end(LAST);
            }
        });
    }

    private void answer(HttpServerResponse response, int after, String body) {
        vertx.setTimer(
                after,
                timer -> response.putHeader("Content-Type", "application/json").end(body));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
