package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Continues the traces in which deliveries were caused: each gets a span of its own, from the attempt to its outcome. A
 * call to the destination carries many; it can have only one parent, which is the first, and that one's span links to
 * the others.
 */
@Singleton
class DeliverySpans {
    private final Tracer tracer;
    private final Vertx vertx;

    DeliverySpans(Tracer tracer, Vertx vertx) {
        this.tracer = tracer;
        this.vertx = vertx;
    }

    /** Costs nothing for a batch in which no trace is recorded. */
    Uni<Map<String, DeliveryResult>> around(DeliveryBatch batch, Supplier<Uni<Map<String, DeliveryResult>>> attempt) {
        List<Delivery> traced = batch.lanes().stream()
                .flatMap(lane -> lane.deliveries().stream())
                .filter(delivery -> delivery.traceparent().isPresent())
                .toList();
        return traced.isEmpty() ? attempt.get() : continued(traced, attempt);
    }

    private Uni<Map<String, DeliveryResult>> continued(
            List<Delivery> traced, Supplier<Uni<Map<String, DeliveryResult>>> attempt) {
        return Uni.createFrom().deferred(() -> {
            Map<String, Span> spans = begin(traced);
            return Uni.createFrom()
                    .deferred(attempt::get)
                    .onTermination()
                    .invoke((receipts, failure, cancelled) -> end(spans, receipts == null ? Map.of() : receipts))
                    .runSubscriptionOn(within(spans.values().iterator().next()));
        });
    }

    /** A context of its own, which is where calls to others look for the span that they belong to. */
    private Executor within(Span span) {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        return attempt -> own.runOnContext(now -> {
            QuarkusContextStorage.INSTANCE.attach(
                    own, io.opentelemetry.context.Context.root().with(span));
            attempt.run();
        });
    }

    private Map<String, Span> begin(List<Delivery> traced) {
        Map<String, Span> spans = new LinkedHashMap<>();
        for (Delivery delivery : traced) {
            Span span = tracer.spanBuilder("deliver " + delivery.kind())
                    .setSpanKind(SpanKind.PRODUCER)
                    .setParent(TraceParent.context(delivery.traceparent().orElseThrow()))
                    .setAttribute("earshot.delivery", delivery.id())
                    .setAttribute("earshot.attempt", delivery.attempts() + 1)
                    .setAttribute("earshot.owed_at", delivery.createdAt().toString())
                    .startSpan();
            spans.values().stream().findFirst().ifPresent(first -> first.addLink(span.getSpanContext()));
            spans.put(delivery.id(), span);
        }
        return spans;
    }

    private static void end(Map<String, Span> spans, Map<String, DeliveryResult> receipts) {
        spans.forEach((delivery, span) -> {
            DeliveryResult result = receipts.get(delivery);
            if (result == null || !DeliveryResult.isFinal(result)) {
                span.setStatus(StatusCode.ERROR, "not accepted, to be retried");
            }
            span.setAttribute(
                    "earshot.outcome",
                    result == null ? "none" : result.getClass().getSimpleName());
            span.end();
        });
    }
}
