package dev.earshot.http.upload;

import dev.earshot.common.ApiException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A request's body as lines, read as they arrive and as fast as they are taken: the body may be larger than memory. */
public final class LineReader {
    /** Bytes of the longest line that is read; a longer one becomes {@link Line.Unreadable}. */
    public static final int LONGEST = 64 * 1024;

    private LineReader() {}

    /**
     * The lines of this request's body. The resource method that calls it must not declare a body parameter, so that
     * only this method reads the body.
     *
     * <p>A body that ends before it is complete fails with the {@link ApiException} {@code BODY_INCOMPLETE}.
     */
    public static Multi<Line> of(RoutingContext context) {
        return of(Multi.createFrom().emitter(chunks -> read(context, chunks), BackPressureStrategy.BUFFER));
    }

    /** The lines of these chunks of UTF-8; blank lines are left out. */
    public static Multi<Line> of(Multi<Buffer> chunks) {
        return Multi.createFrom().deferred(() -> {
            LineSplitter splitter = new LineSplitter(LONGEST);
            Multi<List<Line>> complete = chunks.map(splitter::split);
            Multi<List<Line>> last = Multi.createFrom().item(splitter::rest);
            return Multi.createBy()
                    .concatenating()
                    .streams(complete, last)
                    .onItem()
                    .transformToMultiAndConcatenate(lines -> Multi.createFrom().iterable(lines));
        });
    }

    private static void read(RoutingContext context, MultiEmitter<? super Buffer> chunks) {
        HttpServerRequest request = context.request();
        request.exceptionHandler(cut -> cutOff(chunks));
        // Only this handler learns of a connection lost before the line above.
        context.addEndHandler(end -> {
            if (end.failed()) {
                cutOff(chunks);
            }
        });
        request.handler(chunks::emit);
        request.endHandler(end -> chunks.complete());
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            context.response().writeContinue();
        }
        chunks.onRequest(request::fetch);
        // Quarkus REST hands the request over paused; what was requested until now has not reached it.
        request.fetch(Math.max(1, chunks.requested()));
    }

    /** Both handlers may report it, and the body's reader may have gone before. */
    private static void cutOff(MultiEmitter<? super Buffer> chunks) {
        if (!chunks.isCancelled()) {
            chunks.fail(ApiException.invalid("BODY_INCOMPLETE", "The body ended before it was complete", List.of()));
        }
    }
}
