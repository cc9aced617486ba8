package dev.earshot.http.client;

/** Another service did not do its part. The message is for the log: it holds neither secrets nor a caller's values. */
public final class CallFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known of the request. */
    public enum Reason {
        /** The address is private, and must not be called. */
        FORBIDDEN,
        /** It was not sent. */
        UNREACHABLE,
        /** No answer in time. */
        TIMED_OUT,
        /** The connection broke, or the answer is none that can be used. */
        FAILED
    }

    private final Reason reason;

    public CallFailure(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
