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
 * @param code Netmera's own code, or 0
 * @param statusClass {@code 2xx}, {@code 4xx}, {@code 5xx}, or {@code none} for no answer
 */
record Answer(Receipt receipt, int code, String statusClass) {
    static final Answer OK = new Answer(new Receipt.Delivered(), 0, "2xx");

    private static final int TOO_LARGE = 413;
    private static final int INVALID_CONFIGURATION = 2021;
    private static final int SERVICE_NOT_ALLOWED = 5021;
    private static final int QUOTA_EXCEEDED = 5022;
    private static final int NO_SUCH_CUSTOMER = 5016;

    static Answer of(Throwable failure) {
        return failure instanceof NetmeraError error
                ? new Answer(receipt(error), error.code(), error.status() / 100 + "xx")
                : new Answer(new Receipt.TryAgain(failure.getClass().getSimpleName(), Optional.empty()), 0, "none");
    }

    /** Whether something in the call is wrong, and the call may be right without it. */
    boolean isRefusal() {
        return receipt instanceof Receipt.Rejected;
    }

    /** Whether the call may be wrong because of one customer in it: it says so, or doesn't say why. */
    boolean mayBeOneCustomers() {
        return isRefusal() && (code == NO_SUCH_CUSTOMER || code == 0);
    }

    /** What it means for the only customer of a call. Whom Netmera does not know need neither be deleted nor untagged there. */
    Receipt forOne(Run.Kind kind) {
        boolean needless = kind == Run.Kind.ERASURES || kind == Run.Kind.UNTAGS;
        return needless && isRefusal() && code == NO_SUCH_CUSTOMER ? OK.receipt : receipt;
    }

    private static Receipt receipt(NetmeraError error) {
        return switch (error.status()) {
            case 400, TOO_LARGE -> badRequest(error);
            case 401, 403 -> new Receipt.Held(error.getMessage());
            default -> new Receipt.TryAgain(error.getMessage(), error.retryAfter());
        };
    }

    private static Receipt badRequest(NetmeraError error) {
        return switch (error.code()) {
            case INVALID_CONFIGURATION, SERVICE_NOT_ALLOWED, QUOTA_EXCEEDED -> new Receipt.Held(error.getMessage());
            default -> new Receipt.Rejected(error.getMessage());
        };
    }
}
