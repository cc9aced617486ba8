package dev.earshot.tool.backend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.earshot.common.ApiException;
import dev.earshot.common.TextSanitizer;
import dev.earshot.http.client.CallFailure;
import dev.earshot.tool.backend.client.Backend;
import dev.earshot.tool.backend.client.BackendAnswer;
import dev.earshot.tool.backend.client.BackendClient;
import dev.earshot.tool.call.CallOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Asks backends for tools: each outcome is an answer, or a problem that says what is known of the effect. */
@Singleton
public class BackendCalls implements OwnToolsUser {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final int LONGEST_REFUSAL = 300;
    private static final int NOT_FOUND = 404;

    private final BackendClient client;

    BackendCalls(BackendClient client) {
        this.client = client;
    }

    @Override
    public Runnable prepare(OwnToolSet next) {
        return () -> client.keep(next.backends());
    }

    /** What a backend's answer means for a tool. */
    public record Mapped(Map<String, Object> result, Optional<ItemsMapping.Found> items) {}

    /** @param effectKey identifies the effect for the backend; {@code null} if the caller has none for it */
    public Uni<Mapped> ask(OwnTool tool, CallValues values, String effectKey) {
        return send(
                tool.operation(),
                tool.hasEffect(),
                values,
                effectKey,
                BackendCalls::refusal,
                answer -> new Mapped(tool.result().map(answer), tool.items().map(items -> items.found(answer))));
    }

    /**
     * A call's record after its effect. A refusal, such as that the session has ended meanwhile, must not read as if
     * nothing had happened. A call whose retry runs already is recorded by that.
     */
    public static <T> Uni<T> afterwards(boolean hadEffect, Uni<T> recorded) {
        return !hadEffect
                ? recorded
                : recorded.onFailure(failure -> failure instanceof ApiException refusal
                                && !refusal.isTransient()
                                && !refusal.code().equals(CallOutcome.IN_FLIGHT))
                        .transform(refusal -> ApiException.conflict(
                                "NOT_RECORDED",
                                "The backend did this, but the call could not be recorded: " + refusal.getMessage()));
    }

    /** Asks for an effect. */
    <T> Uni<T> effect(HttpOperation operation, CallValues values, String effectKey, Function<JsonNode, T> mapping) {
        return send(operation, true, values, effectKey, BackendCalls::refusal, mapping);
    }

    /** Reads something. */
    <T> Uni<T> read(HttpOperation operation, CallValues values, Function<JsonNode, T> mapping) {
        return send(operation, false, values, null, BackendCalls::refusal, mapping);
    }

    /** Reads one thing; a 404 is the given refusal. */
    <T> Uni<T> read(HttpOperation operation, CallValues values, ApiException unknown, Function<JsonNode, T> mapping) {
        return send(
                operation,
                false,
                values,
                null,
                (asked, answer) -> answer.status() == NOT_FOUND ? unknown : refusal(asked, answer),
                mapping);
    }

    private <T> Uni<T> send(
            HttpOperation operation,
            boolean hasEffect,
            CallValues values,
            String effectKey,
            BiFunction<HttpOperation, BackendAnswer, ApiException> refusal,
            Function<JsonNode, T> mapping) {
        return Uni.createFrom()
                .deferred(() -> client.send(operation.fill(
                        values, effectKey == null ? UUID.randomUUID().toString() : effectKey)))
                .map(answer -> {
                    if (!answer.isSuccess()) {
                        throw refusal.apply(operation, answer);
                    }
                    return mapping.apply(answer.json());
                })
                .onFailure(CallFailure.class)
                .invoke(failure -> client.tell(operation.backend(), failure))
                .onFailure()
                .transform(failure -> problem(operation.backend(), hasEffect, failure));
    }

    private static ApiException refusal(HttpOperation operation, BackendAnswer answer) {
        String said = operation.refusal() == null
                ? ""
                : CleanJson.of(answer.json().at(operation.refusal()))
                        .filter(String.class::isInstance)
                        .map(text -> ": " + TextSanitizer.text((String) text, LONGEST_REFUSAL))
                        .orElse("");
        String name = operation.backend().name();
        if (answer.isPassing()) {
            return ApiException.busy(
                    "BACKEND_UNAVAILABLE", "The backend " + name + " can't take this call now", answer.retryAfter());
        }
        return answer.status() == 409
                ? ApiException.conflict("BACKEND_CONFLICT", "The backend " + name + " reports a conflict" + said)
                : ApiException.unprocessable("BACKEND_REFUSED", "The backend " + name + " refused this" + said);
    }

    private static Throwable problem(Backend backend, boolean hasEffect, Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return unsent(backend, backend.breaker().pause());
        }
        if (!(failure instanceof CallFailure known)) {
            return failure;
        }
        String unknown = hasEffect
                ? "; whether this was done is not known. The same call with the same idempotency key finds out, and is"
                        + " not done twice"
                : "";
        return switch (known.reason()) {
            case FORBIDDEN, UNREACHABLE -> unsent(backend, A_SECOND);
            case TIMED_OUT ->
                ApiException.overdue(
                        "BACKEND_TIMED_OUT", "The backend " + backend.name() + " did not answer in time" + unknown);
            case FAILED ->
                ApiException.failedElsewhere(
                        "BACKEND_FAILED",
                        "The backend " + backend.name() + " failed, or its answer can't be used" + unknown);
        };
    }

    private static ApiException unsent(Backend backend, Duration pause) {
        return ApiException.busy(
                "BACKEND_UNAVAILABLE",
                "The backend " + backend.name() + " can't take this call now; nothing was sent to it",
                pause);
    }
}
