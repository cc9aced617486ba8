package dev.earshot.tool;

/** The session now says otherwise of what a conversion is attributed to than when the call read it. Nothing was written. */
final class SourceChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SourceChanged() {
        super("The session's source event has changed", null, false, false);
    }
}
