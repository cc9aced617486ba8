package dev.earshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.ProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which failures mean that the database is away, and not that something is wrong here. */
class DatabaseFailureTest {

    @Test
    void a_connection_that_breaks_in_whatever_way_means_that_the_database_is_unavailable() {
        for (Throwable broken : List.of(
                new IOException("Connection reset by peer"),
                new IOException("Broken pipe"),
                new SocketException("Connection reset"),
                new ConnectException("Connection refused"),
                new NoRouteToHostException("No route to host"),
                new ClosedChannelException(),
                ClosedConnectionException.INSTANCE)) {
            assertThat(DatabaseFailure.refusal(new IllegalStateException(broken)))
                    .as(broken.toString())
                    .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(DatabaseFailure.UNAVAILABLE));
        }
    }

    @Test
    void a_migration_is_tried_again_after_what_may_pass_and_not_after_a_fault_of_its_own() {
        assertThat(List.of("08006", "28P01", "3D000", "40P01", "53300", "55P03", "57014", "57P03"))
                .allMatch(DatabaseFailure::isPassing);
        assertThat(List.of("42601", "42P07", "23505", "")).noneMatch(DatabaseFailure::isPassing);
    }

    @Test
    void other_failures_of_reading_and_those_of_other_servers_do_not() {
        for (Throwable other : List.of(
                new JsonParseException(null, "no JSON"),
                new FileNotFoundException("no file"),
                new ProcessingException(new IOException("Connection reset by peer")))) {
            assertThat(DatabaseFailure.refusal(other)).as(other.toString()).isEmpty();
        }
    }

    @Test
    void only_what_was_certainly_not_written_runs_again() {
        for (Throwable unsent : List.of(
                new ClosedChannelException(),
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"))) {
            assertThat(DatabaseFailure.isRepeatable(unsent))
                    .as(unsent.toString())
                    .isTrue();
        }
        for (Throwable unknown : List.of(
                ClosedConnectionException.INSTANCE,
                new IOException("Connection reset by peer"),
                new NoStackTraceThrowable("Timeout"))) {
            assertThat(DatabaseFailure.isRepeatable(unknown))
                    .as(unknown.toString())
                    .isFalse();
        }
    }
}
