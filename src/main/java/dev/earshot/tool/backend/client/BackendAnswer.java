package dev.earshot.tool.backend.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What a backend answered: 2xx, or 4xx that is the call's fault.
 *
 * @param json the body; a missing node if there is none, or if a refusal is not JSON
 * @param retryAfter as the answer says, or a second
 */
public record BackendAnswer(int status, JsonNode json, Duration retryAfter) {

    private static final int TOO_EARLY = 425;

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Whether it is a refusal of this moment, and not of the call. */
    public boolean isPassing() {
        return status == 408 || status == TOO_EARLY || status == 429;
    }
}
