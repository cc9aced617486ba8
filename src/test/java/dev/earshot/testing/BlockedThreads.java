package dev.earshot.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which Vert.x saw an event loop blocked. Registered for all tests through the service loader.
 *
 * <p>Loading classes doesn't count: the first session of Hibernate takes hundreds out of jars, which is seconds on a machine whose disk is cold,
 * and no call that blocks.
 */
public class BlockedThreads implements BeforeAllCallback, AfterAllCallback {
    private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

    /** Of the stack: enough to see what it was doing, and for whom. */
    private static final int FRAMES = 30;

    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (!isLoadingClasses(record.getThrown())) {
                warnings.add(record.getMessage() + where(record.getThrown()));
            }
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
        List<String> seen = new ArrayList<>();
        for (String warning = warnings.poll(); warning != null; warning = warnings.poll()) {
            seen.add(warning);
        }
        if (!seen.isEmpty()) {
            throw new AssertionError("An event loop was blocked: " + seen);
        }
    }

    private static String where(Throwable stack) {
        return stack == null
                ? ""
                : Stream.of(stack.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }

    private static boolean isLoadingClasses(Throwable stack) {
        return stack != null
                && Stream.of(stack.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("loadClass"));
    }
}
