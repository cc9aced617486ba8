package dev.earshot.http.error;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.earshot.common.ApiException;
import dev.earshot.http.JsonText;
import dev.earshot.http.RequestIdFilter;
import dev.earshot.http.auth.AuthChallenge;
import dev.earshot.postgres.DatabaseFailure;
import dev.earshot.postgres.FailureLog;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where an error becomes an HTTP answer. */
public class ProblemMapper {
    /** That of texts, and that of JSON. */
    private static final Set<String> NOT_IN_REPERTOIRE = Set.of("22021", "22P05");

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final FailureLog UNAVAILABLE = FailureLog.warnings(LOG, "A request failed");
    private static final int METHOD_NOT_ALLOWED = 405;

    private final AuthChallenge challenge;
    private final AllowedMethods methods;

    ProblemMapper(AuthChallenge challenge, AllowedMethods methods) {
        this.challenge = challenge;
        this.methods = methods;
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(ApiException refusal, RoutingContext context) {
        RestResponse<Problem> answer = of(refusal);
        if (refusal.kind() == ApiException.Kind.UNAUTHENTICATED) {
            answer.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, challenge.unauthenticated(context));
        }
        return answer;
    }

    public static RestResponse<Problem> of(ApiException refusal) {
        int status = switch (refusal.kind()) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
            case UNPROCESSABLE -> 422;
            case LIMITED -> 429;
            case FAILED_ELSEWHERE -> 502;
            case BUSY -> 503;
            case OVERDUE -> 504;
        };
        var answer = problem(status, refusal.code(), refusal.getMessage(), refusal.faults());
        refusal.retryAfter().ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, after.toSeconds())));
        return answer.build();
    }

    /** The answer to a failure of any kind, for an answer that has begun already. */
    public static RestResponse<Problem> any(Throwable failure) {
        return failure instanceof ApiException refusal ? of(refusal) : unexpected(failure);
    }

    @ServerExceptionMapper
    RestResponse<Problem> violated(ConstraintViolationException e) {
        List<ApiException.Fault> faults = e.getConstraintViolations().stream()
                .map(violation -> new ApiException.Fault(ViolatedField.of(violation), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return invalid(faults);
    }

    @ServerExceptionMapper
    RestResponse<Problem> unmappable(JsonMappingException e) {
        // What is no JSON within a member is wrapped, with the member's place.
        Optional<JsonParseException> syntax = Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(JsonParseException.class::isInstance)
                .map(JsonParseException.class::cast)
                .findFirst();
        if (syntax.isPresent()) {
            return unreadable(syntax.get());
        }
        return MisreadMember.of(e).map(fault -> invalid(List.of(fault))).orElseGet(() -> of(JsonText.refused(e)));
    }

    /** RESTEasy has a mapper of its own for these, which reveals our classes. */
    @ServerExceptionMapper
    RestResponse<Problem> mismatched(MismatchedInputException e) {
        return unmappable(e);
    }

    @ServerExceptionMapper
    RestResponse<Problem> unreadable(JsonProcessingException e) {
        return of(JsonText.refused(e));
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    RestResponse<Problem> unauthenticated(SecurityException e, RoutingContext context) {
        return problem(401, "UNAUTHENTICATED", "A valid API key or bearer token is required", List.of())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge.unauthenticated(context))
                .build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> forbidden(ForbiddenException e, RoutingContext context) {
        return problem(403, "FORBIDDEN", "The credentials do not permit this", List.of())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge.forbidden(context))
                .build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> http(WebApplicationException e, RoutingContext context) {
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(e);
        }
        // RESTEasy wraps what Jackson says of a body.
        if (e.getCause() instanceof JsonMappingException mapping) {
            return unmappable(mapping);
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        // RESTEasy takes a parameter of the wrong type for an address that does not exist.
        if (e instanceof NotFoundException && e.getCause() != null) {
            List<ApiException.Fault> wrong = wrongParameters(e.getCause(), context);
            return wrong.isEmpty()
                    ? problem(400, "INVALID_INPUT", "A parameter is of the wrong type", wrong)
                            .build()
                    : invalid(wrong);
        }
        Optional<String> allowed = Optional.ofNullable(e.getResponse().getHeaderString(HttpHeaders.ALLOW))
                .or(() -> e instanceof NotAllowedException || e instanceof NotFoundException
                        ? methods.instead()
                        : Optional.empty());
        if (allowed.isPresent() || e instanceof NotAllowedException) {
            RawProblem.nameInMetrics(RawProblem.REFUSED);
            status = METHOD_NOT_ALLOWED;
        }
        RestResponse.ResponseBuilder<Problem> answer =
                problem(status, Problem.code(status), Problem.title(status), List.of());
        allowed.ifPresent(names -> answer.header(HttpHeaders.ALLOW, names));
        return answer.build();
    }

    /** RESTEasy does not say which parameter it is, but what could not be read quotes its value. */
    private static List<ApiException.Fault> wrongParameters(Throwable cause, RoutingContext context) {
        String said = String.valueOf(cause.getMessage());
        return context.queryParams().entries().stream()
                .filter(parameter -> said.contains('"' + parameter.getValue() + '"'))
                .map(parameter -> new ApiException.Fault(parameter.getKey(), "is of the wrong type"))
                .toList();
    }

    /** A body of undeclared length that exceeds the limit is mostly answered already: another answer would fail. */
    @ServerExceptionMapper
    RestResponse<Problem> unread(IOException e, RoutingContext context) {
        if (!"Request too large".equals(e.getMessage())) {
            return unexpected(e);
        }
        return context.response().ended()
                ? RestResponse.ResponseBuilder.<Problem>create(413).build()
                : problem(413, "BODY_TOO_LARGE", "The body is too large", List.of())
                        .build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> failed(Throwable e) {
        return unexpected(e);
    }

    private static RestResponse<Problem> unexpected(Throwable e) {
        if (isUnstorable(e)) {
            return problem(400, "INVALID_INPUT", "A text can't contain a NUL character", List.of())
                    .build();
        }
        Optional<ApiException> unavailable = Unavailable.error(e);
        if (unavailable.isPresent()) {
            UNAVAILABLE.unavailable(e);
            return of(unavailable.get());
        }
        LOG.error("A request failed", e);
        return problem(500, "INTERNAL", "Something went wrong here; the request id finds it in the log", List.of())
                .build();
    }

    /** JSON can hold a NUL and Postgres can't, wherever in the input it stands. */
    private static boolean isUnstorable(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(DatabaseFailure::sqlState)
                .anyMatch(NOT_IN_REPERTOIRE::contains);
    }

    private static RestResponse<Problem> invalid(List<ApiException.Fault> faults) {
        String detail = faults.stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; "));
        return problem(400, "INVALID_INPUT", detail, faults).build();
    }

    public static RestResponse.ResponseBuilder<Problem> problem(
            int status, String code, String detail, List<ApiException.Fault> faults) {
        Problem problem =
                Problem.of(status, code, detail, RequestIdFilter.current()).with(faults);
        return RestResponse.ResponseBuilder.<Problem>create(status, problem.title())
                .entity(problem)
                .type(Problem.MEDIA_TYPE);
    }
}
