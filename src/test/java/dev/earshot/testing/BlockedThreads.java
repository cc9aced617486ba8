package dev.earshot.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which Vert.x saw an event loop blocked. Registered for all tests through the service loader. */
public class BlockedThreads implements BeforeAllCallback, AfterAllCallback {
    private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Override
    public void beforeAll(ExtensionContext context) {
        CHECKER.addHandler(handler);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        CHECKER.removeHandler(handler);
        if (!warnings.isEmpty()) {
            throw new AssertionError("An event loop was blocked: " + warnings);
        }
    }
}
