package dev.earshot.webhook;

import dev.earshot.http.client.CallFailure;
import dev.earshot.http.client.HttpAnswer;
import dev.earshot.http.client.RetryAfter;
import dev.earshot.outbox.DeliveryResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** What an endpoint's answer means for the message. */
final class WebhookResult {
    private static final int MOST_TEXT = 300;

    private WebhookResult() {}

    /**
     * 408, 425, 429 and 5xx may be over later. A redirect, 401, 403, 404, 405, 407 and 410 are about the address or our
     * credentials, not about the message. Any other 4xx is about the message.
     */
    static DeliveryResult of(HttpAnswer answer, Instant now) {
        int status = answer.status();
        if (status / 100 == 2) {
            return new DeliveryResult.Delivered();
        }
        String text = (status + " " + printable(answer)).strip();
        return switch (status) {
            case 408, 425, 429 ->
                new DeliveryResult.TryAgain(text, RetryAfter.of(answer.headers().get("Retry-After"), now));
            case 401, 403, 404, 405, 407, 410 -> new DeliveryResult.Held(text);
            default ->
                switch (status / 100) {
                    case 3 -> new DeliveryResult.Held(status + ", a redirect, which is not followed");
                    case 4 -> new DeliveryResult.Rejected(text);
                    default ->
                        new DeliveryResult.TryAgain(
                                text, RetryAfter.of(answer.headers().get("Retry-After"), now));
                };
        };
    }

    static DeliveryResult of(CallFailure failure) {
        return failure.reason() == CallFailure.Reason.FORBIDDEN
                ? new DeliveryResult.Held(failure.getMessage())
                : new DeliveryResult.TryAgain(failure.getMessage(), Optional.empty());
    }

    private static String printable(HttpAnswer answer) {
        String line = answer.body()
                .toString(StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return line.length() <= MOST_TEXT ? line : line.substring(0, MOST_TEXT);
    }
}
