package dev.earshot.tool.ledger;

/** The session's attribution changed after the call read it. Nothing was recorded. */
public final class SourceChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SourceChangedException() {
        super("The session's source event changed", null, false, false);
    }
}
