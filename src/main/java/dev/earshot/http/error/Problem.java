package dev.earshot.http.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.common.ApiException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * An RFC 9457 problem, with what programs need besides it.
 *
 * @param type always {@code about:blank}: the {@code code} says more than a URI would
 * @param title the HTTP status in words
 * @param code a stable name such as {@code SESSION_NOT_FOUND}
 * @param requestId what to look for in the log
 * @param errors the wrong fields, for bad input
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@RegisterForReflection(registerFullHierarchy = true)
public record Problem(
        boolean success,
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        List<ApiException.Fault> errors)
        implements ImportLine {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String code, String detail, String requestId) {
        String title = status == 422 ? "Unprocessable Content" : title(status);
        return new Problem(
                false,
                "about:blank",
                title == null ? "HTTP " + status : title,
                status,
                detail,
                code,
                requestId,
                List.of());
    }

    /** The stable name of a status that says all. */
    static String code(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "HTTP_" + status : known.name();
    }

    /** The status in words, or null. */
    static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? null : known.getReasonPhrase();
    }

    Problem with(List<ApiException.Fault> faults) {
        return new Problem(success, type, title, status, detail, code, requestId, faults);
    }
}
