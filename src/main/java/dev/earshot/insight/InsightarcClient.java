package dev.earshot.insight;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.earshot.common.TextSanitizer;
import dev.earshot.customer.CustomerId;
import dev.earshot.http.client.CheckedConnection;
import dev.earshot.http.client.HttpAnswer;
import dev.earshot.http.client.HttpClientSettings;
import dev.earshot.http.client.HttpTarget;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/**
 * Insightarc's API on the wire, behind a circuit breaker. Every field may be missing; an unknown customer or session is
 * a 404, which is no failure.
 *
 * <p>Every tool call asks it twice, so this uses Vert.x' client: the declarative one cost as much again as the request.
 */
@Singleton
class InsightarcClient {
    /** Longer than a tool's budget on purpose: an answer that is late for this call is in time for the next one. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

    /** A new connection and its handshake would take a good part of a tool's budget. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final int CONNECTIONS = 256;

    /** More than 100 intents with long texts need; whatever is longer is no answer of Insightarc's. */
    private static final int LONGEST_ANSWER = 262_144;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final CheckedConnection connection;
    private final String path;
    private final Map<String, String> headers;
    private final InsightConfig config;
    private final Meter.MeterProvider<Timer> requests;
    private final ObjectReader histories;
    private final ObjectReader realtimes;
    private final InsightarcHealth health;

    InsightarcClient(
            Vertx vertx,
            InsightConfig config,
            ObjectMapper json,
            MeterRegistry meters,
            InsightarcHealth health,
            HttpClientSettings outgoing) {
        this.health = health;
        URI url = URI.create(config.url());
        HttpTarget target = new HttpTarget(url, ANSWERED_WITHIN, CONNECTIONS, LONGEST_ANSWER, "", true);
        this.connection = new CheckedConnection(vertx, target, outgoing, IDLE);
        this.path = url.getRawPath().replaceFirst("/+$", "");
        this.headers = Map.of("authorization", "Bearer " + config.apiKey(), "accept", "application/json");
        this.config = config;
        this.requests = Timer.builder("earshot.insightarc.requests")
                .description("Insightarc's response time by request and status; none means no answer")
                .withRegistry(meters);
        this.histories = json.readerFor(History.class);
        this.realtimes = json.readerFor(Realtime.class);
    }

    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 2, delayUnit = ChronoUnit.SECONDS)
    @Bulkhead(256)
    Uni<History> history(CustomerId customer) {
        String query = "?limit=" + config.limit() + "&time_range=" + config.timeRange()
                + (config.sessionsLimit().isPresent()
                        ? "&sessions_limit=" + config.sessionsLimit().getAsInt()
                        : "");
        return ask("history", "/context/history/" + segment(customer.value()) + query)
                .map(answer -> read(answer, histories, History.EMPTY));
    }

    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 2, delayUnit = ChronoUnit.SECONDS)
    @Bulkhead(256)
    Uni<Realtime> realtime(String sessionId) {
        return ask("realtime", "/context/realtime/" + segment(sessionId))
                .map(answer -> read(answer, realtimes, Realtime.EMPTY));
    }

    private Uni<HttpAnswer> ask(String part, String resource) {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return connection
                    .send(HttpMethod.GET, path + resource, headers, null)
                    .onItemOrFailure()
                    .invoke((answer, failure) -> {
                        String status = failure == null ? Integer.toString(answer.status()) : "none";
                        requests.withTags("part", part, "status", status)
                                .record(System.nanoTime() - asked, NANOSECONDS);
                        watch(answer, failure);
                    });
        });
    }

    private void watch(HttpAnswer answer, Throwable failure) {
        if (failure != null) {
            health.failed(failure.getMessage());
        } else if (isPage(answer)) {
            health.failed(answer.status() + " with a page of HTML");
        } else if (answer.status() == OK) {
            health.known();
        } else if (answer.status() == NOT_FOUND) {
            health.unknown();
        } else {
            health.failed(Integer.toString(answer.status()));
        }
    }

    /** An answer of a proxy or a web server, never of Insightarc: its 404 is not one of Insightarc's. */
    private static boolean isPage(HttpAnswer answer) {
        String type = answer.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.contains("html");
    }

    private static <T> T read(HttpAnswer answer, ObjectReader reader, T unknown) {
        if (answer.status() == NOT_FOUND && !isPage(answer)) {
            return unknown;
        }
        if (answer.status() != OK) {
            throw new IllegalStateException("Insightarc answered " + answer.status());
        }
        try {
            return reader.readValue(answer.body().getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record History(Stats stats, List<Intent> intents) {
        static final History EMPTY = new History(null, null);

        History {
            intents = intents == null
                    ? List.of()
                    : intents.stream()
                            .filter(Objects::nonNull)
                            .limit(InsightConfig.MOST_INTENTS)
                            .toList();
        }

        /** How much it takes to keep it, by the number of its parts. */
        int weight() {
            return 1 + intents.size();
        }
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Realtime(
            Stats stats, @JsonProperty("current_intent") Intent currentIntent) {
        static final Realtime EMPTY = new Realtime(null, null);
    }

    /** {@code typeOfSignal} is drop, reg or after_buy; {@code engagementRate} a percentage. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Stats(
            Boolean bought,
            @JsonProperty("engagement_rate") Double engagementRate,
            @JsonProperty("type_of_signal") String typeOfSignal,
            @JsonProperty("avg_see_page") Double avgSeePage,
            @JsonProperty("is_bot") Boolean isBot) {
        private static final int LONGEST_SIGNAL = 20;

        Stats {
            typeOfSignal = TextSanitizer.text(typeOfSignal, LONGEST_SIGNAL);
        }
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record WireIntent(
            String url,
            String name,
            String category,
            @JsonProperty("price_amount") BigDecimal priceAmount,
            @JsonProperty("price_cur") String priceCurrency,
            String timestamp) {}
}
