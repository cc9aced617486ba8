package dev.earshot.chat.stream;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that are streams, which no proxy may hold back or keep. */
public final class StreamResponses {
    private StreamResponses() {}

    /** A {@link StreamRequest}; protocols may add headers of their own. */
    public static <T> ResponseBuilder<T> of(T request) {
        return ResponseBuilder.ok(request, MediaType.SERVER_SENT_EVENTS)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .header("X-Accel-Buffering", "no");
    }
}
