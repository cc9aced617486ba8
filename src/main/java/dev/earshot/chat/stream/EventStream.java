package dev.earshot.chat.stream;

import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.ShutdownPhase;
import dev.earshot.chat.run.ReplyFollowers;
import dev.earshot.chat.run.RunRegistry;
import dev.earshot.http.limit.StreamSlot;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes replies to their viewers. See docs/adr/0013: a stream takes its connection over, and the rest of the request
 * ends as soon as the stream begins. It replaces the framework's writer of events, which answers 200 before it knows
 * whether there is anything to stream, and leaves out the space after {@code data:} that some front ends expect.
 */
@Provider
@Singleton
class EventStream implements ServerMessageBodyWriter<StreamRequest> {
    private static final Logger LOG = Logger.getLogger(EventStream.class);

    private final Set<StreamConnection> views = ConcurrentHashMap.newKeySet();
    private final ReplyFollowers followers;
    private final ChatConfig config;
    private final RunRegistry registry;
    private final ShutdownPhase shutdown;

    EventStream(
            ReplyFollowers followers,
            ChatConfig config,
            RunRegistry registry,
            ShutdownPhase shutdown,
            MeterRegistry meters) {
        this.followers = followers;
        this.config = config;
        this.registry = registry;
        this.shutdown = shutdown;
        Gauge.builder("earshot.chat.viewers", views, Set::size)
                .description("Open chat streams on this replica")
                .register(meters);
    }

    void start(@Observes StartupEvent startup) {
        shutdown.drainingBegins()
                .subscribe()
                .with(
                        now -> views.forEach(this::sendElsewhere),
                        e -> LOG.error("Viewers were not sent to another replica", e));
    }

    /** Sends viewers of another replica's reply there. A reply made here ends by itself, or is ended. */
    private void sendElsewhere(StreamConnection connection) {
        if (registry.find(connection.messageId()).isEmpty()) {
            connection.askToReconnect();
        }
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == StreamRequest.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == StreamRequest.class;
    }

    /**
     * Drops the credentials and everything else of the request, which a long idle stream among thousands does not need.
     */
    @Override
    public void writeResponse(StreamRequest viewing, Type generic, ServerRequestContext context) {
        ResteasyReactiveRequestContext whole = (ResteasyReactiveRequestContext) context;
        HttpServerRequest request = whole.unwrap(HttpServerRequest.class);
        Runnable release = StreamSlot.of(whole.unwrap(RoutingContext.class));
        request.headers().clear();
        forgetBody(request);
        show(
                viewing,
                release,
                new StreamConnection(viewing, request.response(), VertxContext.getRootContext(Vertx.currentContext())));
    }

    /** What has read the body is told of the connection's end otherwise, and is the whole request. */
    private static void forgetBody(HttpServerRequest request) {
        request.handler(null);
        request.endHandler(null);
        request.exceptionHandler(null);
    }

    private void show(StreamRequest viewing, Runnable release, StreamConnection connection) {
        ReplyFollowers.Sight sight = followers.look(viewing.messageId());
        views.add(connection);
        connection.onEnd(() -> {
            if (views.remove(connection)) {
                connection.leave();
                sight.leave().run();
                release.run();
            }
        });
        connection.beat(config.heartbeat());
        sight.reply().subscribe().with(connection::begin, connection::fail);
        if (shutdown.isDraining()) {
            sendElsewhere(connection);
        }
    }

    @Override
    public void writeTo(
            StreamRequest viewing,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("A reply is written to its connection, not to a blocking stream");
    }
}
