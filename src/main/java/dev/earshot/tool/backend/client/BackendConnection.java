package dev.earshot.tool.backend.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.earshot.common.CallerContext;
import dev.earshot.http.client.HttpClientSettings;
import dev.earshot.http.client.PrivateAddresses;
import dev.earshot.tool.backend.client.BackendFailure.Reason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The wire to one backend: an address that was checked, one deadline for all of a call, and a bound on the answer. */
final class BackendConnection {
    /** Shorter than what servers allow (Node.js: 5 s), so that no call meets a connection that is being closed. */
    private static final int IDLE_SECONDS = 4;

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final long LONGEST_PAUSE_SECONDS = 300;

    private final VertxInternal vertx;
    private final Backend backend;
    private final HttpClient client;
    private final boolean mayBePrivate;
    private final ObjectMapper json;

    BackendConnection(
            Vertx vertx, Backend backend, HttpClientSettings outgoing, boolean privateAddresses, ObjectMapper json) {
        this.vertx = (VertxInternal) vertx.getDelegate();
        this.backend = backend;
        this.json = json;
        HttpClientOptions options = outgoing.complete(new HttpClientOptions()
                .setConnectTimeout((int) backend.timeout().toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setMaxPoolSize(backend.concurrency()));
        this.mayBePrivate = privateAddresses || isProxied(options, backend.url().getHost());
        this.client = this.vertx.createHttpClient(options);
    }

    /** A proxy resolves the name itself and decides where it connects. */
    private static boolean isProxied(HttpClientOptions options, String host) {
        ProxyOptions proxy = options.getProxyOptions();
        return proxy != null
                && (options.getNonProxyHosts() == null
                        || options.getNonProxyHosts().stream()
                                .noneMatch(direct -> direct.equals("*")
                                        || direct.equals(host)
                                        || direct.startsWith("*.") && host.endsWith(direct.substring(1))));
    }

    Uni<BackendAnswer> send(BackendRequest request) {
        return Uni.createFrom().<BackendAnswer>emitter(caller -> new Exchange(request, caller).start());
    }

    /** One call and its end, whichever comes first: answer, failure, deadline, or a caller that gives up. */
    private final class Exchange {
        private final BackendRequest request;
        private final UniEmitter<? super BackendAnswer> caller;
        private final CallerContext origin = CallerContext.here();
        private final Context context = vertx.getOrCreateContext();
        private final AtomicBoolean ended = new AtomicBoolean();
        private HttpClientRequest sent;
        private long timer;

        Exchange(BackendRequest request, UniEmitter<? super BackendAnswer> caller) {
            this.request = request;
            this.caller = caller;
        }

        void start() {
            context.runOnContext(now -> {
                timer = vertx.setTimer(
                        backend.timeout().toMillis(),
                        over -> fail(Reason.TIMED_OUT, "no answer within " + backend.timeoutText()));
                caller.onTermination(() -> context.runOnContext(gone -> end()));
                address().compose(this::open).onComplete(opened -> {
                    if (opened.failed()) {
                        fail(Reason.UNREACHABLE, cause(opened.cause()));
                    } else {
                        write(opened.result());
                    }
                });
            });
        }

        /** The address to connect to: the one that was checked, not what the name means a moment later. */
        private Future<SocketAddress> address() {
            String host = backend.url().getHost();
            if (mayBePrivate) {
                return Future.succeededFuture(SocketAddress.inetSocketAddress(backend.port(), host));
            }
            Promise<InetAddress> resolved = Promise.promise();
            vertx.resolveAddress(host.replaceAll("[\\[\\]]", ""), resolved);
            return resolved.future()
                    .compose(address -> PrivateAddresses.isPrivate(address)
                            ? Future.failedFuture(new BackendFailure(
                                    Reason.UNREACHABLE,
                                    "its address is private, which earshot.tools.private-addresses forbids"))
                            : Future.succeededFuture(
                                    SocketAddress.inetSocketAddress(backend.port(), address.getHostAddress())));
        }

        private Future<HttpClientRequest> open(SocketAddress server) {
            RequestOptions options = new RequestOptions()
                    .setMethod(request.method())
                    .setServer(server)
                    .setHost(backend.url().getHost())
                    .setPort(backend.port())
                    .setSsl(backend.isSecure())
                    .setURI(request.uri())
                    .setFollowRedirects(false)
                    .putHeader(HttpHeaders.ACCEPT, "application/json");
            backend.headers().forEach(options::putHeader);
            if (request.idempotencyKey() != null) {
                options.putHeader(backend.idempotencyHeader(), request.idempotencyKey());
            }
            if (request.body() != null) {
                options.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
            }
            return client.request(options);
        }

        private void write(HttpClientRequest opened) {
            if (ended.get()) {
                opened.reset();
                return;
            }
            sent = opened;
            Future<HttpClientResponse> answer = request.body() == null ? opened.send() : opened.send(request.body());
            answer.onComplete(begun -> {
                if (begun.failed()) {
                    fail(Reason.FAILED, cause(begun.cause()));
                } else {
                    read(begun.result());
                }
            });
        }

        private void read(HttpClientResponse answer) {
            Buffer body = Buffer.buffer();
            answer.exceptionHandler(broken -> fail(Reason.FAILED, cause(broken)));
            answer.handler(part -> {
                if (body.length() + part.length() > backend.answerBytes()) {
                    fail(Reason.FAILED, "an answer of more than " + backend.answerBytes() + " bytes");
                } else {
                    body.appendBuffer(part);
                }
            });
            answer.endHandler(all -> finish(answer, body));
        }

        private void finish(HttpClientResponse answer, Buffer body) {
            if (ended.compareAndSet(false, true)) {
                vertx.cancelTimer(timer);
                origin.tell(() -> tell(answer, body));
            }
        }

        private void tell(HttpClientResponse answer, Buffer body) {
            try {
                caller.complete(answered(answer, body));
            } catch (BackendFailure failure) {
                caller.fail(failure);
            }
        }

        private void fail(Reason reason, String message) {
            if (!ended.get()) {
                end();
                origin.tell(() -> caller.fail(new BackendFailure(reason, message)));
            }
        }

        /** Gives the connection up, if the call has not ended yet. */
        private void end() {
            if (ended.compareAndSet(false, true)) {
                vertx.cancelTimer(timer);
                if (sent != null) {
                    sent.reset();
                }
            }
        }
    }

    private BackendAnswer answered(HttpClientResponse answer, Buffer body) {
        int status = answer.statusCode();
        boolean usable = status / 100 == 2 || status / 100 == 4;
        // 401, 403 and 407 are about Earshot's own credentials.
        if (!usable || status == 401 || status == 403 || status == 407) {
            throw new BackendFailure(Reason.FAILED, "status " + status);
        }
        return new BackendAnswer(status, json(status, body), pause(answer.getHeader(HttpHeaders.RETRY_AFTER)));
    }

    private JsonNode json(int status, Buffer body) {
        try {
            JsonNode read = body.length() == 0 ? null : json.readTree(body.toString(StandardCharsets.UTF_8));
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException e) {
            if (status / 100 == 2) {
                throw new BackendFailure(Reason.FAILED, "status " + status + " with a body that is not JSON");
            }
            return MissingNode.getInstance();
        }
    }

    private static Duration pause(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,9}")
                ? Duration.ofSeconds(Math.max(1, Math.min(Long.parseLong(retryAfter), LONGEST_PAUSE_SECONDS)))
                : A_SECOND;
    }

    /** The exception's kind: its text might quote an address or a header. */
    private static String cause(Throwable failure) {
        return failure instanceof BackendFailure known
                ? known.getMessage()
                : failure.getClass().getSimpleName();
    }
}
