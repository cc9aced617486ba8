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
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

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
    private record Line(
            BackendConnection connection,
            TypedGuard<Uni<BackendAnswer>> guard,
            AtomicInteger underWay,
            FailureLog failures) {}

    /**
     * The answer, 2xx or 4xx; fails with a {@link CallFailure}, or as the guard does if its circuit is open.
     *
     * <p>Redirects are not followed: the file says where a backend is.
     */
    public Uni<BackendAnswer> send(BackendRequest request) {
        Backend backend = request.backend();
        Line line = lines.computeIfAbsent(backend.name(), name -> line(backend));
        if (line.underWay().incrementAndGet() > backend.concurrency()) {
            line.underWay().decrementAndGet();
            throw new CallFailure(Reason.UNREACHABLE, "more than " + backend.concurrency() + " calls at once");
        }
        return line.guard()
                .get(() -> measured(backend, line.connection().send(request)))
                .onTermination()
                .invoke(() -> line.underWay().decrementAndGet());
    }

    /** Logs a failure: the first at once, then at most one line in ten seconds for each backend. */
    public void tell(Backend backend, Throwable failure) {
        lines.get(backend.name()).failures().unavailable(failure);
    }

    @PreDestroy
    void close() {
        lines.values().forEach(line -> line.connection().close());
    }

    private Line line(Backend backend) {
        return new Line(
                new BackendConnection(vertx, backend, outgoing, config.privateAddresses(), json),
                guard(backend),
                new AtomicInteger(),
                FailureLog.warnings(LOG, "A call of " + backend + " failed"));
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
