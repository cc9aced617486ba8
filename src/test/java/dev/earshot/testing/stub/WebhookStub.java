package dev.earshot.testing.stub;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An endpoint of webhooks: keeps what arrives, and answers as the test wants. */
public class WebhookStub extends Stub {
    /** The new secret and the old one, while one is replaced by the other. */
    public static final List<String> SECRETS =
            List.of("whsec_bmV3LXNlY3JldC1vZi1hbi1lbmRwb2ludA==", "whsec_b2xkLXNlY3JldC1vZi1hbi1lbmRwb2ludA==");

    /**
     * An answer.
     *
     * @param after how many milliseconds it takes
     */
    public record WebhookReply(int status, Map<String, String> headers, String body, int after) {
        public static final WebhookReply OK = of(204, "");
        /** The connection is cut after the message has arrived. */
        public static final WebhookReply LOST = of(0, "");
        /** There is none until the stub releases it. */
        public static final WebhookReply HELD = of(-1, "");

        public static WebhookReply of(int status, String body) {
            return new WebhookReply(status, Map.of(), body, 0);
        }

        public WebhookReply after(int milliseconds) {
            return new WebhookReply(status, headers, body, milliseconds);
        }
    }

    /** A message as it arrived; names of headers are in small letters. */
    public record Message(String uri, Map<String, String> headers, String body, WebhookReply reply) {

        public String id() {
            return headers.get("webhook-id");
        }

        public JsonObject json() {
            return new JsonObject(body);
        }

        public String type() {
            return json().getString("type");
        }

        public String customer() {
            return json().getJsonObject("data").getString("customerId");
        }

        public JsonObject parameters() {
            return json().getJsonObject("data").getJsonObject("parameters");
        }
    }

    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private volatile Function<Message, WebhookReply> behaviour = message -> WebhookReply.OK;

    /** All that arrived, first to last. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Those that were accepted. */
    public List<Message> accepted() {
        return messages.stream()
                .filter(message -> message.reply().status() / 100 == 2)
                .toList();
    }

    public List<Message> accepted(String customer) {
        return accepted().stream()
                .filter(message -> message.customer().equals(customer))
                .toList();
    }

    /** From now on messages are answered so; the reply that one gets is not yet in it. */
    public void answers(Function<Message, WebhookReply> replies) {
        behaviour = replies;
    }

    public void answers(WebhookReply reply) {
        answers(message -> reply);
    }

    /** Accepts what is held. */
    public void release() {
        for (HttpServerRequest request = held.poll(); request != null; request = held.poll()) {
            request.response().setStatusCode(204).end();
        }
    }

    public void reset() {
        release();
        messages.clear();
        answers(WebhookReply.OK);
    }

    @Override
    void handle(HttpServerRequest request) {
        Map<String, String> headers = request.headers().entries().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                        Map.Entry::getValue,
                        (first, second) -> first,
                        TreeMap::new));
        request.body().onSuccess(body -> {
            Message arrived = new Message(request.uri(), headers, body.toString(), null);
            WebhookReply reply = behaviour.apply(arrived);
            messages.add(new Message(arrived.uri(), headers, arrived.body(), reply));
            if (reply.after() == 0) {
                answer(request, reply);
            } else {
                vertx().setTimer(reply.after(), over -> answer(request, reply));
            }
        });
    }

    private void answer(HttpServerRequest request, WebhookReply reply) {
        switch (reply.status()) {
            case 0 -> request.connection().close();
            case -1 -> held.add(request);
            default -> {
                reply.headers().forEach(request.response()::putHeader);
                request.response().setStatusCode(reply.status()).end(reply.body());
            }
        }
    }
}
