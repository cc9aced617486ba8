package dev.earshot.postgres;

/** Postgres has not answered in time. It carries no stack trace, which would only show the timer. */
final class DatabaseSilentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseSilentException(String message) {
        super(message, null, false, false);
    }
}
