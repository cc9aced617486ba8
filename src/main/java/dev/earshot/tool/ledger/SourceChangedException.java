package dev.earshot.tool.ledger;

/** The session now says otherwise of what a conversion is attributed to than when the call read it. Nothing was written. */
public final class SourceChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SourceChangedException() {
        super("The session's source event has changed", null, false, false);
    }
}
