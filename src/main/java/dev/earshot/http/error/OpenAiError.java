package dev.earshot.http.error;

import com.fasterxml.jackson.databind.node.NullNode;
import io.vertx.core.json.JsonObject;

/** OpenAI's shape of an error, which its clients read: all answers below {@code /v1} have it. */
public final class OpenAiError {
    /** A member that is null in OpenAI's answers. The application's mapper leaves out members that are Java's null. */
    public static final Object NULL = NullNode.getInstance();

    private static final String BELOW = "/v1/";

    private OpenAiError() {}

    static boolean isShapeOf(String path) {
        return path.startsWith(BELOW);
    }

    static JsonObject of(Problem problem) {
        String field =
                problem.errors().isEmpty() ? null : problem.errors().get(0).field();
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        JsonObject error = of(type(problem.status()), problem.code(), detail);
        if (field != null) {
            error.getJsonObject("error").put("param", field);
        }
        return error;
    }

    public static JsonObject of(String type, String code, String message) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("message", message)
                                .put("type", type)
                                .put("param", NULL)
                                .put("code", code));
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
