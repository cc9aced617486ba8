package dev.earshot.tool.call;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Spans around what no library knows: a tool, whichever way it was called, and the wait for its commit. */
@Singleton
public class ToolSpans {
    private final Tracer tracer;

    ToolSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Does the work within a span, if the call that it belongs to is traced. */
    public <T> Uni<T> around(String name, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> Span.current().getSpanContext().isSampled() ? traced(name, work) : work.get());
    }

    private <T> Uni<T> traced(String name, Supplier<Uni<T>> work) {
        Span span = tracer.spanBuilder(name).startSpan();
        Scope scope = span.makeCurrent();
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure()
                .invoke(failure ->
                        span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName()))
                .onTermination()
                .invoke(() -> {
                    scope.close();
                    span.end();
                });
    }
}
