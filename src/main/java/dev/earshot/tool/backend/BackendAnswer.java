package dev.earshot.tool.backend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What a backend answered: 2xx, or 4xx that is the call's fault.
 *
 * @param json the body; a missing node if there is none, or if a refusal is not JSON
 * @param retryAfter as the answer says, or a second
 */
record BackendAnswer(int status, JsonNode json, Duration retryAfter) {

    boolean isSuccess() {
        return status / 100 == 2;
    }
}
