package dev.earshot.web;

import dev.earshot.Ids;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** The answer to a request that never gets as far as a resource, in the same shape as all others. */
final class RawProblem {
    private RawProblem() {}

    static void answer(RoutingContext context, int status, String code, String detail) {
        Problem problem = Problems.describe(status, code, detail, Ids.make("req", Instant.now()));
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.encode(problem));
    }
}
