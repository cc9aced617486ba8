package dev.earshot.common;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A caller's mistake, or a request at a bad moment: an expected outcome that ends a pipeline. It knows nothing of HTTP
 * or MCP; each façade turns it into its own shape in one place. It carries no stack trace, because it is an answer and
 * not a bug.
 */
public final class ApiException extends RuntimeException {

    /** The sort of refusal, from which a façade derives its status. */
    public enum Kind {
        /** The input is invalid; the faults name the fields. */
        INVALID,
        /** The named thing does not exist or has another owner: callers can't tell which. */
        UNKNOWN,
        /** The request conflicts with the current state. */
        CONFLICT,
        /** The request contradicts itself: each part is valid, but not together. */
        UNPROCESSABLE,
        /** More than this caller may request; {@link #retryAfter()} says when to try again. */
        LIMITED,
        /** Valid, but not now; {@link #retryAfter()} says when. */
        BUSY,
        /** A system behind this one did not answer in time; the detail says what is known of the effect. */
        OVERDUE,
        /** A system behind this one failed; the detail says what is known of the effect. */
        FAILED_ELSEWHERE,
        /** The caller is known and lacks the permission. */
        FORBIDDEN,
        /** The caller has no credentials, and this needs some. */
        UNAUTHENTICATED
    }

    /**
     * One wrong field.
     *
     * @param field the field's path as the caller wrote it, such as {@code filters.maxPrice}
     * @param message what is expected of it, as a phrase
     */
    public record Fault(String field, String message) {}

    private final Kind kind;
    private final String code;
    private final transient List<Fault> faults;
    private final Duration retryAfter;

    private ApiException(Kind kind, String code, String detail, List<Fault> faults, Duration retryAfter) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    public static ApiException invalid(String code, String detail, List<Fault> faults) {
        return new ApiException(Kind.INVALID, code, detail, faults, null);
    }

    public static ApiException invalid(String code, String field, String message) {
        return invalid(code, field + " " + message, List.of(new Fault(field, message)));
    }

    public static ApiException unknown(String code, String detail) {
        return new ApiException(Kind.UNKNOWN, code, detail, List.of(), null);
    }

    public static ApiException conflict(String code, String detail) {
        return new ApiException(Kind.CONFLICT, code, detail, List.of(), null);
    }

    public static ApiException unprocessable(String code, String detail) {
        return new ApiException(Kind.UNPROCESSABLE, code, detail, List.of(), null);
    }

    /** A problem that was reported before. */
    public static ApiException of(Kind kind, String code, String detail, List<Fault> faults) {
        return new ApiException(kind, code, detail, faults, null);
    }

    public static ApiException forbidden(String code, String detail) {
        return new ApiException(Kind.FORBIDDEN, code, detail, List.of(), null);
    }

    public static ApiException unauthenticated(String detail) {
        return new ApiException(Kind.UNAUTHENTICATED, "UNAUTHENTICATED", detail, List.of(), null);
    }

    public static ApiException limited(String code, String detail, Duration retryAfter) {
        return new ApiException(Kind.LIMITED, code, detail, List.of(), retryAfter);
    }

    public static ApiException busy(String code, String detail, Duration retryAfter) {
        return new ApiException(Kind.BUSY, code, detail, List.of(), retryAfter);
    }

    public static ApiException overdue(String code, String detail) {
        return new ApiException(Kind.OVERDUE, code, detail, List.of(), null);
    }

    public static ApiException failedElsewhere(String code, String detail) {
        return new ApiException(Kind.FAILED_ELSEWHERE, code, detail, List.of(), null);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the reason is not in the request: the same one may be answered later. */
    public boolean isTransient() {
        return kind == Kind.BUSY || kind == Kind.OVERDUE || kind == Kind.FAILED_ELSEWHERE;
    }

    /** A stable name for programs, such as {@code SESSION_EXPIRED}. */
    public String code() {
        return code;
    }

    /** The wrong fields; empty when the fault is not in a field. */
    public List<Fault> faults() {
        return faults;
    }

    /** When to try again; only with {@link Kind#BUSY} and {@link Kind#LIMITED}. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
