package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.GoldenFile;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.OwnDatabase;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trace from a platform's call to Netmera, with what happens in between. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(Surroundings.class)
class TracingTest {
    @ApplicationScoped
    static class Kept {
        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }

        @Produces
        @Singleton
        SpanProcessor processor(InMemorySpanExporter exporter) {
            return SimpleSpanProcessor.create(exporter);
        }
    }

    @Inject
    InMemorySpanExporter kept;

    @Inject
    Pool pool;

    NetmeraStub netmera;
    InsightarcStub insightarc;

    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final String customer = "traced_" + trace;

    @BeforeEach
    void forget() {
        kept.reset();
        netmera.reset();
        insightarc.reset();
    }

    private void startSession(String flags) {
        Api.chatgpt()
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-" + flags)
                .body(new JsonObject().put("customerId", customer).encode())
                .post("/tools/start_session")
                .then()
                .statusCode(200);
    }

    private List<SpanData> spans() {
        return kept.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .toList();
    }

    private SpanData span(String name) {
        return spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + spans().stream().map(SpanData::getName).toList()));
    }

    @Test
    void a_platforms_trace_goes_on_through_insightarc_the_commit_and_the_delivery_to_netmera() {
        startSession("01");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(netmera.namesReceived(customer)).isNotEmpty());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> span("deliver ai_session_started"));

        SpanData tool = span("start_session");
        SpanData commit = span("commit");
        SpanData delivery = span("deliver ai_session_started");
        assertThat(commit.getParentSpanId()).isEqualTo(tool.getSpanId());
        assertThat(delivery.getParentSpanId()).isEqualTo(commit.getSpanId());
        assertThat(spans()).anyMatch(span -> span.getName().startsWith("GET") && isBelow(span, tool));
        assertThat(spans()).anyMatch(span -> span.getName().startsWith("POST") && isBelow(span, delivery));
        assertThat(netmera.traceparents()).anyMatch(header -> header.startsWith("00-" + trace + "-"));
        assertThat(pool.query("select traceparent from delivery where customer_id = '" + customer + "'")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("00-" + trace + "-" + commit.getSpanId() + "-01");
    }

    private boolean isBelow(SpanData span, SpanData above) {
        String parent = span.getParentSpanId();
        if (parent.equals(above.getSpanId())) {
            return true;
        }
        return SpanId.isValid(parent)
                && spans().stream().anyMatch(one -> one.getSpanId().equals(parent) && isBelow(one, above));
    }

    @Test
    void what_the_caller_has_not_sampled_leaves_no_span_and_nothing_with_the_delivery() {
        startSession("00");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(netmera.namesReceived(customer)).isNotEmpty());
        assertThat(spans()).isEmpty();
        assertThat(pool.query("select traceparent from delivery where customer_id = '" + customer + "'")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getString(0))
                .isNull();
    }

    @Test
    void spans_keep_their_names_and_places() throws IOException {
        startSession("01");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> span("deliver ai_session_started"));
        // The call's own span ends after its answer has arrived.
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> span("POST /tools/{name}"));

        // Those of the database's client depend on what the dispatcher does at that moment.
        JsonArray seen = new JsonArray();
        spans().stream()
                .filter(span -> span.getAttributes().asMap().keySet().stream()
                        .noneMatch(key -> key.getKey().startsWith("db.")))
                .map(span -> new JsonObject()
                        .put("name", span.getName())
                        .put("kind", span.getKind())
                        .put("parent", parent(span))
                        .put("attributes", own(span)))
                .distinct()
                .sorted(Comparator.comparing(JsonObject::encode))
                .forEach(seen::add);
        GoldenFile.of("spans.json").mustEqual(seen.encode());
    }

    private String parent(SpanData span) {
        return spans().stream()
                .filter(one -> one.getSpanId().equals(span.getParentSpanId()))
                .map(SpanData::getName)
                .findFirst()
                .orElse("");
    }

    private static JsonArray own(SpanData span) {
        return new JsonArray(span.getAttributes().asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .filter(key -> key.startsWith("earshot."))
                .sorted()
                .toList());
    }
}
