package dev.earshot.tool.backend.client;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.http.client.CallFailure;
import dev.earshot.http.client.CallFailure.Reason;
import dev.earshot.http.client.HttpClientSettings;
import dev.earshot.postgres.FailureLog;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Calls backends: each within its time limit, behind a circuit breaker and a limit of concurrent calls of its own, so
 * that a slow one slows no other.
 */
@Singleton
public class BackendClient {
    private static final Logger LOG = Logger.getLogger(BackendClient.class);

    private final Vertx vertx;
    private final HttpClientSettings outgoing;
    private final OwnToolsConfig config;
    private final ObjectMapper json;
    private final Meter.MeterProvider<Timer> requests;
    /** Made with a backend's first call: an installation without backends has none. */
    private final Map<Backend, Line> lines = new ConcurrentHashMap<>();

    private final Map<String, FailureLog> failures = new ConcurrentHashMap<>();
    /** Those of the file; {@code null} before it has changed. */
    private volatile Set<Backend> kept;

    BackendClient(
            Vertx vertx, HttpClientSettings outgoing, OwnToolsConfig config, ObjectMapper json, MeterRegistry meters) {
        this.vertx = vertx;
        this.outgoing = outgoing;
        this.config = config;
        this.json = json;
        this.requests = Timer.builder("earshot.backend.requests")
                .description("Response time of backends of one's own by status; none means no answer")
                .withRegistry(meters);
    }

    /** @param underWay how many calls are open; a call above the limit does not wait */
    private record Line(BackendConnection connection, TypedGuard<Uni<BackendAnswer>> guard, AtomicInteger underWay) {}

    /**
     * The answer, 2xx or 4xx; fails with a {@link CallFailure}, or as the guard does if its circuit is open.
     *
     * <p>Redirects are not followed: the file says where a backend is.
     */
    public Uni<BackendAnswer> send(BackendRequest request) {
        Backend backend = request.backend();
        Line line = lines.compute(backend, (one, known) -> {
            Line open = known == null ? line(one) : known;
            open.underWay().incrementAndGet();
            return open;
        });
        if (line.underWay().get() > backend.concurrency()) {
            release(backend);
            throw new CallFailure(Reason.UNREACHABLE, "more than " + backend.concurrency() + " calls at once");
        }
        return line.guard()
                .get(() -> measured(backend, line.connection().send(request)))
                .onTermination()
                .invoke(() -> release(backend));
    }

    private void release(Backend backend) {
        lines.computeIfPresent(backend, (one, line) -> {
            line.underWay().decrementAndGet();
            return remaining(one, line);
        });
    }

    /** Closes the connections of all other backends as soon as their calls have ended. */
    public void keep(Set<Backend> backends) {
        kept = backends;
        lines.keySet().forEach(backend -> lines.computeIfPresent(backend, this::remaining));
    }

    private Line remaining(Backend backend, Line line) {
        Set<Backend> known = kept;
        if (known == null || known.contains(backend) || line.underWay().get() > 0) {
            return line;
        }
        line.connection().close();
        return null;
    }

    /** Logs a failure: the first at once, then at most one line in ten seconds for each backend. */
    public void tell(Backend backend, Throwable failure) {
        failures.computeIfAbsent(
                        backend.name(), name -> FailureLog.warnings(LOG, "A call of backend " + name + " failed"))
                .unavailable(failure);
    }

    @PreDestroy
    void close() {
        lines.values().forEach(line -> line.connection().close());
    }

    private Line line(Backend backend) {
        return new Line(
                new BackendConnection(vertx, backend, outgoing, config.privateAddresses(), json),
                guard(backend),
                new AtomicInteger());
    }

    private static TypedGuard<Uni<BackendAnswer>> guard(Backend backend) {
        return TypedGuard.create(new TypeLiteral<Uni<BackendAnswer>>() {})
                .withCircuitBreaker()
                .requestVolumeThreshold(backend.breaker().calls())
                .failureRatio(backend.breaker().failurePercent() / 100.0)
                .delay(backend.breaker().pause().toMillis(), ChronoUnit.MILLIS)
                .failOn(CallFailure.class)
                .done()
                .build();
    }

    private Uni<BackendAnswer> measured(Backend backend, Uni<BackendAnswer> call) {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return call.onItemOrFailure().invoke((answer, failure) -> {
                String status = failure == null ? answer.status() / 100 + "xx" : "failed";
                requests.withTags("backend", backend.name(), "status", status)
                        .record(System.nanoTime() - asked, NANOSECONDS);
            });
        });
    }
}
