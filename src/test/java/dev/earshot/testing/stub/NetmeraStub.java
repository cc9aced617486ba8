package dev.earshot.testing.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;

/** Netmera, by its published behaviour: takes arrays, answers 200 with nothing, refuses a call as a whole. */
public class NetmeraStub extends Stub {

    private static final Set<String> ABOUT_CUSTOMERS = Set.of("deleteUsers", "tagUsers", "untagUsers");

    /** One call, and when it came; an order about customers has their ids as its body, and one about a tag names it. */
    public record Call(String method, String key, JsonArray body, String tag, Instant at) {
        public List<String> ids() {
            return body.stream().map(Object::toString).toList();
        }

        public List<JsonObject> entries() {
            return body.stream().map(JsonObject.class::cast).toList();
        }
    }

    /** What it answers. A status of 0 is no answer at all; a lost one comes after the call was taken. */
    public record Reply(int status, String body, Map<String, String> headers, boolean lost) {
        public static final Reply OK = new Reply(200, "", Map.of(), false);
        public static final Reply HANG = new Reply(0, "", Map.of(), false);
        public static final Reply LOST = new Reply(200, "", Map.of(), true);

        /** Whether it is a page for people, of whatever answers in Netmera's place and takes nothing. */
        boolean isPage() {
            return headers.getOrDefault("Content-Type", "").contains("html");
        }

        public static Reply of(int status, String body) {
            return new Reply(status, body, Map.of(), false);
        }

        public static Reply tooManyRequests(int seconds) {
            return new Reply(429, "", Map.of("Retry-After", Integer.toString(seconds)), false);
        }
    }

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Call> taken = new ConcurrentLinkedQueue<>();
    private final Queue<String> traceparents = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
    private volatile Duration delay = Duration.ZERO;
    private volatile JsonObject panel;
    private volatile JsonObject attributes = new JsonObject();
    private volatile Function<Call, Reply> rule = call -> Reply.OK;

    /** The next calls get these answers, in turn; all after them the usual one. */
    public void willAnswer(Reply... replies) {
        next.addAll(List.of(replies));
    }

    /** What its panel has registered; without that it answers 404. */
    public void hasPanel(JsonObject events) {
        panel = events;
    }

    /** The attributes of profiles that its panel has registered, {@code "code TYPE"} each. */
    public void hasAttributes(String... codesAndTypes) {
        JsonArray all = new JsonArray();
        Stream.of(codesAndTypes)
                .map(attribute -> attribute.split(" "))
                .forEach(parts -> all.add(new JsonObject().put("code", parts[0]).put("dataType", parts[1])));
        attributes = new JsonObject().put("standardAttributes", new JsonArray()).put("customAttributes", all);
    }

    /** From now on calls are answered by this. */
    public void answers(Function<Call, Reply> usual) {
        rule = usual;
    }

    /** From now on it takes so long to answer what it has taken. */
    public void takesItsTime(Duration perCall) {
        delay = perCall;
    }

    public void reset() {
        delay = Duration.ZERO;
        calls.clear();
        taken.clear();
        traceparents.clear();
        next.clear();
        rule = call -> Reply.OK;
    }

    /** All calls that came, whatever was answered. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The traces that calls came in. */
    public List<String> traceparents() {
        return List.copyOf(traceparents);
    }

    /** What it has taken of a customer, in the order of arrival. */
    public List<JsonObject> received(String extId) {
        return received().stream()
                .filter(entry -> extId.equals(entry.getString("extId")))
                .toList();
    }

    public List<JsonObject> received() {
        return taken.stream()
                .filter(call -> !ABOUT_CUSTOMERS.contains(call.method()))
                .flatMap(call -> call.entries().stream())
                .toList();
    }

    /** The same as names: that of an event, or {@code profile}. */
    public List<String> namesReceived(String extId) {
        return received(extId).stream()
                .map(entry -> entry.containsKey("profile") ? "profile" : entry.getString("name"))
                .toList();
    }

    /** The customers whose deletion was requested. */
    public List<String> deleted() {
        return idsTaken("deleteUsers");
    }

    /** The customers that carry a tag, after all calls so far. */
    public Set<String> tagged(String tag) {
        Set<String> tagged = new TreeSet<>();
        taken.stream().filter(call -> tag.equals(call.tag())).forEach(call -> {
            if (call.method().equals("tagUsers")) {
                tagged.addAll(call.ids());
            } else {
                tagged.removeAll(call.ids());
            }
        });
        return tagged;
    }

    /** The ids in calls of this method that it has taken, in the order of arrival. */
    public List<String> idsTaken(String method) {
        return taken.stream()
                .filter(call -> call.method().equals(method))
                .flatMap(call -> call.ids().stream())
                .toList();
    }

    /** An order has its ids in a field; all else is an array. */
    private static Call call(String method, String key, Buffer body) {
        Object json = Json.decodeValue(body);
        return json instanceof JsonObject order
                ? new Call(method, key, order.getJsonArray("extIds"), order.getString("tag"), Instant.now())
                : new Call(method, key, (JsonArray) json, null, Instant.now());
    }

    @Override
    void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.GET) {
            show(request);
            return;
        }
        Optional.ofNullable(request.getHeader("traceparent")).ifPresent(traceparents::add);
        request.body().onSuccess(body -> {
            String method = request.path().substring(request.path().lastIndexOf('/') + 1);
            Call call = call(method, request.getHeader("X-netmera-api-key"), body);
            calls.add(call);
            Reply turn = next.poll();
            answer(request, call, turn != null ? turn : rule.apply(call));
        });
    }

    private void show(HttpServerRequest request) {
        boolean wantsJson = request.getHeader("Accept").contains("application/json");
        if (!wantsJson) {
            request.response().setStatusCode(406).end();
        } else if (request.path().endsWith("/getProfileAttributes")) {
            showProfile(request);
        } else {
            JsonObject shown = request.path().endsWith("/app/profile-attributes") ? attributes : panel;
            request.response().setStatusCode(panel == null ? 404 : 200).end(panel == null ? "" : shown.encode());
        }
    }

    private void showProfile(HttpServerRequest request) {
        String extId = request.getParam("extId");
        List<JsonObject> arrived = received(extId);
        JsonObject profile = new JsonObject();
        arrived.forEach(entry -> profile.mergeIn(entry.getJsonObject("profile", new JsonObject())));
        JsonObject answer = arrived.isEmpty()
                ? new JsonObject().put("code", 5016).put("error", "extId not found")
                : new JsonObject().put("extId", extId).put("profile", profile);
        request.response().setStatusCode(arrived.isEmpty() ? 400 : 200).end(answer.encode());
    }

    private void answer(HttpServerRequest request, Call call, Reply reply) {
        if (reply.status() == 200 && !reply.isPage()) {
            taken.add(call);
        }
        if (reply.lost()) {
            request.connection().close();
        } else if (reply.status() != 0) {
            afterAWhile(() -> {
                reply.headers().forEach(request.response()::putHeader);
                request.response().setStatusCode(reply.status()).end(reply.body());
            });
        }
    }

    private void afterAWhile(Runnable answer) {
        if (delay.isZero()) {
            answer.run();
        } else {
            vertx().setTimer(delay.toMillis(), timer -> answer.run());
        }
    }
}
