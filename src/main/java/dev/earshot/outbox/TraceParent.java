package dev.earshot.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;

/** A place in a trace in W3C's notation, {@code 00-<trace>-<span>-01}, which a delivery keeps from its call. */
public final class TraceParent {
    private static final TextMapGetter<String> ITSELF = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public String get(String traceparent, String key) {
            return key.equals("traceparent") ? traceparent : null;
        }
    };

    private TraceParent() {}

    /** The current place, if it is recorded. */
    static Optional<String> current() {
        SpanContext here = Span.current().getSpanContext();
        return here.isSampled()
                ? Optional.of("00-" + here.getTraceId() + "-" + here.getSpanId() + "-"
                        + here.getTraceFlags().asHex())
                : Optional.empty();
    }

    public static Context context(String traceparent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, ITSELF);
    }
}
