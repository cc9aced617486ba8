package dev.earshot.tool.backend;

/** A backend did not do its part. The message is for the log: it holds neither secrets nor a caller's values. */
final class BackendFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known of the request. */
    enum Reason {
        /** It was not sent. */
        UNREACHABLE,
        /** No answer in time. */
        TIMED_OUT,
        /** The connection broke, or the answer is none that can be used. */
        FAILED
    }

    private final Reason reason;

    BackendFailure(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
