package dev.earshot.http.error;

import dev.earshot.common.ApiException;
import dev.earshot.postgres.DatabaseFailure;
import io.quarkus.oidc.OIDCException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Failures of what Earshot depends on: the call is right, and worth repeating. */
final class Unavailable {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private Unavailable() {}

    /** The error that a caller sees ({@code 503}), or none if the failure is a bug. */
    static Optional<ApiException> error(Throwable failure) {
        return isIdentityProvider(failure)
                ? Optional.of(ApiException.busy(
                        "IDENTITY_PROVIDER_UNAVAILABLE",
                        "The identity provider can't be reached, so the token can't be checked; try again",
                        PAUSE))
                : DatabaseFailure.refusal(failure);
    }

    private static boolean isIdentityProvider(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .anyMatch(OIDCException.class::isInstance);
    }
}
