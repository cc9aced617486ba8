package dev.earshot.tool.mcp;

import dev.earshot.common.ApiException;
import io.vertx.core.json.JsonObject;

/** Our errors in AdCP's words: its standard codes, and whether a buyer can mend the request. */
final class AdcpErrors {
    private AdcpErrors() {}

    static JsonObject of(ApiException error) {
        JsonObject said = new JsonObject()
                .put("code", code(error))
                .put("message", error.getMessage())
                .put("recovery", recovery(error.kind()));
        error.faults().stream().findFirst().ifPresent(fault -> said.put("field", fault.field()));
        error.retryAfter().ifPresent(after -> said.put("retry_after", Math.max(1, after.toSeconds())));
        return said;
    }

    private static String code(ApiException error) {
        return switch (error.code()) {
            case "IDEMPOTENCY_KEY_REUSED" -> "IDEMPOTENCY_CONFLICT";
            case AdcpTools.VERSION_UNSUPPORTED, AdcpSignals.NOT_FOUND -> error.code();
            default ->
                switch (error.kind()) {
                    case INVALID, UNPROCESSABLE -> "VALIDATION_ERROR";
                    case UNKNOWN -> "REFERENCE_NOT_FOUND";
                    case CONFLICT -> "CONFLICT";
                    case LIMITED -> "RATE_LIMITED";
                    case BUSY, OVERDUE, FAILED_ELSEWHERE -> "SERVICE_UNAVAILABLE";
                    case FORBIDDEN -> "PERMISSION_DENIED";
                    case UNAUTHENTICATED -> "AUTH_REQUIRED";
                };
        };
    }

    private static String recovery(ApiException.Kind kind) {
        return switch (kind) {
            case LIMITED, BUSY, OVERDUE, FAILED_ELSEWHERE, CONFLICT -> "transient";
            case FORBIDDEN -> "terminal";
            default -> "correctable";
        };
    }
}
