package dev.earshot.netmera;

import dev.earshot.outbox.Receipt;
import java.util.Optional;

/**
 * What an answer of Netmera's means for the deliveries that it answers.
 *
 * <p>400 says that something in the call is wrong, except where its code says that something is wrong with us: a used-up quota, a service not
 * allowed, an invalid configuration. 401 and 403 both say that our credentials are. A call that is too large (413) is cut like a wrong one.
 * All else passes in time.
 *
 * @param statusClass {@code 2xx}, {@code 4xx}, {@code 5xx}, or {@code none} for no answer
 */
record Answer(Receipt receipt, String statusClass) {
    static final Answer OK = new Answer(new Receipt.Delivered(), "2xx");

    private static final int TOO_LARGE = 413;
    private static final int INVALID_CONFIGURATION = 2021;
    private static final int SERVICE_NOT_ALLOWED = 5021;
    private static final int QUOTA_EXCEEDED = 5022;
    private static final int NO_SUCH_CUSTOMER = 5016;

    static Answer of(Run.Kind kind, Throwable failure) {
        return failure instanceof NetmeraError error
                ? new Answer(receipt(kind, error), error.status() / 100 + "xx")
                : new Answer(new Receipt.TryAgain(failure.getClass().getSimpleName(), Optional.empty()), "none");
    }

    private static Receipt receipt(Run.Kind kind, NetmeraError error) {
        return switch (error.status()) {
            case 400, TOO_LARGE -> badRequest(kind, error);
            case 401, 403 -> new Receipt.Held(error.getMessage());
            default -> new Receipt.TryAgain(error.getMessage(), error.retryAfter());
        };
    }

    private static Receipt badRequest(Run.Kind kind, NetmeraError error) {
        return switch (error.code()) {
            case INVALID_CONFIGURATION, SERVICE_NOT_ALLOWED, QUOTA_EXCEEDED -> new Receipt.Held(error.getMessage());
            // Whom Netmera does not know need not be deleted there.
            case NO_SUCH_CUSTOMER ->
                kind == Run.Kind.ERASURES ? new Receipt.Delivered() : new Receipt.Rejected(error.getMessage());
            default -> new Receipt.Rejected(error.getMessage());
        };
    }
}
