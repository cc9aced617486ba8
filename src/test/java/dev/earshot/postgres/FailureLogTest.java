package dev.earshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.ClosedConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private static final String NAME = "dev.earshot.test.failures";

    private final AtomicLong nanos = new AtomicLong();
    private final List<LogRecord> said = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final FailureLog failures = FailureLog.of(Logger.getLogger(NAME), "Claiming failed", nanos::get);

    @BeforeEach
    void listen() {
        java.util.logging.Logger.getLogger(NAME).addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        java.util.logging.Logger.getLogger(NAME).removeHandler(handler);
    }

    @Test
    void the_first_is_told_at_once_and_the_others_in_one_line_in_ten_seconds() {
        for (int i = 0; i < 100; i++) {
            failures.happened();
        }
        assertThat(said).hasSize(1);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        failures.happened();
        failures.happened();
        assertThat(said).hasSize(2);
        assertThat(said.get(1).getMessage()).isEqualTo("Claiming failed (and 99 times before)");
    }

    @Test
    void a_database_that_is_away_is_told_in_words_and_a_bug_with_its_stack_trace() {
        failures.failed(ClosedConnectionException.INSTANCE);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        failures.failed(new IllegalStateException("a bug"));

        assertThat(said.get(0).getThrown()).isNull();
        assertThat(said.get(1).getThrown()).hasMessage("a bug");
    }
}
