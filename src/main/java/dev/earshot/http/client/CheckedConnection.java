package dev.earshot.http.client;

import dev.earshot.common.CallerContext;
import dev.earshot.http.client.CallFailure.Reason;
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
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The wire to one server: an address that was checked, one deadline for all of a call, and a bound on the answer.
 * Redirects are not followed: the operator says where the server is.
 */
public final class CheckedConnection {
    /** Shorter than what servers allow (Node.js: 5 s), so that no call meets a connection that is being closed. */
    private static final Duration IDLE = Duration.ofSeconds(4);

    private final VertxInternal vertx;
    private final HttpTarget target;
    private final HttpClient client;
    private final boolean mayBePrivate;

    public CheckedConnection(Vertx vertx, HttpTarget target, HttpClientSettings outgoing) {
        this(vertx, target, outgoing, IDLE);
    }

    /** @param idle how long a connection without a call is kept */
    public CheckedConnection(Vertx vertx, HttpTarget target, HttpClientSettings outgoing, Duration idle) {
        this.vertx = (VertxInternal) vertx.getDelegate();
        this.target = target;
        HttpClientOptions options = outgoing.complete(new HttpClientOptions()
                .setConnectTimeout((int) target.timeout().toMillis())
                .setKeepAliveTimeout((int) idle.toSeconds())
                .setMaxPoolSize(target.connections()));
        this.mayBePrivate =
                target.mayBePrivate() || isProxied(options, target.url().getHost());
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

    /**
     * The answer, whatever its status; fails with a {@link CallFailure}.
     *
     * @param uri path and query
     * @param body {@code null} for none
     */
    public Uni<HttpAnswer> send(HttpMethod method, String uri, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(target.url().getHost())
                .setPort(target.port())
                .setSsl(target.isSecure())
                .setURI(uri)
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        return Uni.createFrom().<HttpAnswer>emitter(caller -> new Exchange(options, body, caller).start());
    }

    /** Ends its calls; there can be no further ones. */
    public void close() {
        client.close();
    }

    /** One call and its end, whichever comes first: answer, failure, deadline, or a caller that gives up. */
    private final class Exchange {
        private final RequestOptions options;
        private final Buffer body;
        private final UniEmitter<? super HttpAnswer> caller;
        private final CallerContext origin = CallerContext.here();
        private final Context context = vertx.getOrCreateContext();
        private final AtomicBoolean ended = new AtomicBoolean();
        private HttpClientRequest sent;
        private long timer;

        Exchange(RequestOptions options, Buffer body, UniEmitter<? super HttpAnswer> caller) {
            this.options = options;
            this.body = body;
            this.caller = caller;
        }

        void start() {
            context.runOnContext(now -> {
                timer = vertx.setTimer(
                        target.timeout().toMillis(),
                        over -> fail(
                                Reason.TIMED_OUT,
                                "no answer within " + target.timeout().toMillis() + " ms"));
                caller.onTermination(() -> context.runOnContext(gone -> end()));
                address().compose(this::open).onComplete(opened -> {
                    if (opened.failed()) {
                        failUnsent(opened.cause());
                    } else {
                        write(opened.result());
                    }
                });
            });
        }

        /** The address to connect to: the one that was checked, not what the name means a moment later. */
        private Future<SocketAddress> address() {
            String host = target.url().getHost();
            if (mayBePrivate) {
                return Future.succeededFuture(SocketAddress.inetSocketAddress(target.port(), host));
            }
            Promise<InetAddress> resolved = Promise.promise();
            vertx.resolveAddress(host.replaceAll("[\\[\\]]", ""), resolved);
            return resolved.future()
                    .compose(address -> PrivateAddresses.isPrivate(address)
                            ? Future.failedFuture(new CallFailure(
                                    Reason.FORBIDDEN,
                                    "its address is private, which " + target.privateSetting() + " forbids"))
                            : Future.succeededFuture(
                                    SocketAddress.inetSocketAddress(target.port(), address.getHostAddress())));
        }

        private Future<HttpClientRequest> open(SocketAddress server) {
            return client.request(options.setServer(server));
        }

        private void write(HttpClientRequest opened) {
            if (ended.get()) {
                opened.reset();
                return;
            }
            sent = opened;
            Future<HttpClientResponse> answer = body == null ? opened.send() : opened.send(body);
            answer.onComplete(begun -> {
                if (begun.failed()) {
                    fail(Reason.FAILED, kind(begun.cause()));
                } else {
                    read(begun.result());
                }
            });
        }

        private void read(HttpClientResponse answer) {
            Buffer read = Buffer.buffer();
            answer.exceptionHandler(broken -> fail(Reason.FAILED, kind(broken)));
            answer.handler(part -> {
                if (read.length() + part.length() > target.answerBytes()) {
                    fail(Reason.FAILED, "an answer of more than " + target.answerBytes() + " bytes");
                } else {
                    read.appendBuffer(part);
                }
            });
            answer.endHandler(all -> finish(answer, read));
        }

        private void finish(HttpClientResponse answer, Buffer read) {
            if (ended.compareAndSet(false, true)) {
                vertx.cancelTimer(timer);
                origin.tell(() -> caller.complete(new HttpAnswer(answer.statusCode(), answer.headers(), read)));
            }
        }

        private void failUnsent(Throwable cause) {
            if (cause instanceof CallFailure known) {
                fail(known.reason(), known.getMessage());
            } else {
                fail(Reason.UNREACHABLE, kind(cause));
            }
        }

        private void fail(Reason reason, String message) {
            if (!ended.get()) {
                end();
                origin.tell(() -> caller.fail(new CallFailure(reason, message)));
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

    /** Of an exception's text nothing is told: it might quote an address or a header. */
    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
