package dev.earshot.postgres;

import dev.earshot.common.ApiException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** A database failure as a caller sees it: the call is valid, and worth repeating. */
public final class DatabaseFailure {
    public static final String UNAVAILABLE = "DATABASE_UNAVAILABLE";
    public static final String TIMED_OUT = "TIMED_OUT";

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /**
     * No connection or no rights to one, too many of them, no disk or memory, a shutdown or a crash, a start-up, a
     * database or a user not created yet, and read-only after a failover.
     */
    private static final Pattern NOT_AVAILABLE = Pattern.compile("08...|28...|53...|57P..|58...|3D000|25006");

    /** A lock or a statement that took too long; a transaction that was idle for too long. */
    private static final Pattern TOO_SLOW = Pattern.compile("55P03|57014|25P03");

    private static final String CONFLICT_WITH_RECOVERY = "40001";
    private static final String DEADLOCK = "40P01";

    private static final List<Class<? extends Throwable>> CONNECTION = List.of(
            ClosedConnectionException.class,
            ClosedChannelException.class,
            SocketException.class,
            ConnectTimeoutException.class,
            UnknownHostException.class,
            SSLException.class,
            DatabaseSilentException.class);

    private DatabaseFailure() {}

    /** The error that a caller sees for this failure, unless it is a bug. */
    public static Optional<ApiException> refusal(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .toList();
        // Another server's failure: a REST client's.
        if (causes.stream().anyMatch(ProcessingException.class::isInstance)) {
            return Optional.empty();
        }
        if (causes.stream().anyMatch(cause -> TOO_SLOW.matcher(sqlState(cause)).matches())) {
            return Optional.of(timedOut());
        }
        return causes.stream().anyMatch(DatabaseFailure::isUnavailable)
                ? Optional.of(ApiException.busy(
                        UNAVAILABLE, "The database can't be reached or written now; ask again", PAUSE))
                : Optional.empty();
    }

    /** Whether what a statement failed with, as an SQL state, may pass by itself. */
    public static boolean isPassing(String sqlState) {
        return NOT_AVAILABLE.matcher(sqlState).matches()
                || TOO_SLOW.matcher(sqlState).matches()
                || sqlState.equals(DEADLOCK);
    }

    /** The refusal, or what it was. */
    public static Throwable seenByCaller(Throwable failure) {
        return refusal(failure).<Throwable>map(refusal -> refusal).orElse(failure);
    }

    /**
     * Whether a prepared statement no longer fits its table: prepared anew it will. The state alone means any feature
     * that Postgres lacks; its messages depend on the server's language, the routine that raised them does not.
     */
    static boolean isChangedPlan(Throwable failure) {
        return failure instanceof PgException refused
                && "0A000".equals(refused.getSqlState())
                && "RevalidateCachedQuery".equals(refused.getRoutine());
    }

    /**
     * Whether nothing was written: the plan no longer fitted, the connection was closed before the statement left, or
     * Postgres undid the transaction to end a deadlock.
     */
    static boolean isRepeatable(Throwable failure) {
        return isChangedPlan(failure)
                || failure instanceof ClosedChannelException
                || isUnsent(failure)
                || DEADLOCK.equals(sqlState(failure));
    }

    /** The client's connection itself refuses a statement once it knows that it is closed, in these words alone. */
    private static boolean isUnsent(Throwable failure) {
        return failure instanceof NoStackTraceThrowable
                && String.valueOf(failure.getMessage()).startsWith("Connection is not active now");
    }

    /** Whether a read may well succeed on another connection. */
    static boolean isWorthAnotherConnection(Throwable failure) {
        return failure instanceof ClosedConnectionException || isChangedPlan(failure);
    }

    /** Whether a standby failed where the primary may succeed: it is away, or replaying removed what was being read. */
    static boolean isOfStandby(Throwable failure) {
        return CONFLICT_WITH_RECOVERY.equals(sqlState(failure))
                || refusal(failure)
                        .filter(refusal -> refusal.code().equals(UNAVAILABLE))
                        .isPresent();
    }

    public static ApiException timedOut() {
        return ApiException.busy(TIMED_OUT, "The call took too long; ask again", PAUSE);
    }

    /** Java reports a connection that was reset as a plain {@link IOException}; those of JSON are of other classes. */
    private static boolean isUnavailable(Throwable cause) {
        return CONNECTION.stream().anyMatch(kind -> kind.isInstance(cause))
                || cause.getClass() == IOException.class
                || NOT_AVAILABLE.matcher(sqlState(cause)).matches()
                || isOfThePool(cause);
    }

    /**
     * The client's pool reports in words alone that no connection was free in time, or that one was closed meanwhile.
     */
    private static boolean isOfThePool(Throwable cause) {
        boolean ofVertx = cause instanceof VertxException || cause instanceof NoStackTraceThrowable;
        String said = String.valueOf(cause.getMessage());
        return ofVertx && (said.equals("Timeout") || said.contains("onnection") || said.contains("Pool closed"));
    }

    /** The client's own, or what Hibernate makes of it. */
    public static String sqlState(Throwable cause) {
        String state = cause instanceof PgException refused
                ? refused.getSqlState()
                : cause instanceof SQLException wrapped ? wrapped.getSQLState() : "";
        return state == null ? "" : state;
    }
}
