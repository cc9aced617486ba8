package dev.earshot.http.error;

import dev.earshot.common.ApiException.Fault;
import dev.earshot.http.RequestIdFilter;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The answer to a request that never reaches a resource, in the same shape as all others. Metrics name it by its
 * outcome: its address may hold anything.
 */
public final class RawProblem {
    private static final Logger LOG = Logger.getLogger(RawProblem.class);
    /** What the framework keeps the path of a request under, without the ids in it, for metrics and traces. */
    private static final String PATH_IN_METRICS = "UrlPathTemplate";

    /** The name in metrics of what is refused before a route answers. */
    static final String REFUSED = "/refused";

    private RawProblem() {}

    public static void answer(RoutingContext context, int status, String code, String detail) {
        answer(context, status, code, detail, List.of());
    }

    static void answer(RoutingContext context, int status, String code, String detail, List<Fault> faults) {
        Problem problem = Problem.of(status, code, detail, RequestIdFilter.assign(context, Instant.now()))
                .with(faults);
        LOG.debugf("Refused with %d %s", status, code);
        boolean isOpenAi = OpenAiError.isShapeOf(context.normalizedPath());
        nameInMetrics(REFUSED);
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, isOpenAi ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE)
                .end(isOpenAi ? OpenAiError.of(problem).encode() : Json.encode(problem));
    }

    /** Counts the request under this name instead of its path, which may hold anyone's id if no route is found. */
    public static void nameInMetrics(String name) {
        ContextLocals.put(PATH_IN_METRICS, name);
    }
}
