package dev.earshot.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which Vert.x saw an event loop blocked. Registered for all tests through the service
 * loader.
 *
 * <p>Three things don't count, since no call of the program blocks in them: loading classes (the first session of
 * Hibernate takes hundreds out of jars), a stack that holds nothing but the loop's own reading and writing, and the
 * time in which the whole machine stood still, seen by a task that was to run every 50 ms.
 */
public class BlockedThreads implements BeforeAllCallback, AfterAllCallback {
    private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

    /** Of the stack: enough to see what it was doing, and for which caller. */
    private static final int FRAMES = 30;

    /** Vert.x warns after two seconds ({@code quarkus.vertx.max-event-loop-execute-time}). */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Pattern BLOCKED_FOR = Pattern.compile("blocked for (\\d+) ms");

    /** Of a class, or of a lambda when it is reached for the first time. */
    private static final Set<String> LOADING = Set.of("loadClass", "linkCallSite");

    private static final List<String> LOOP = List.of("java.", "jdk.", "sun.", "io.netty.", "io.vertx.core.buffer.");

    private final StandStill standStill = new StandStill();

    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            Throwable stack = record.getThrown();
            if (!isLoadingClasses(stack) && !isOnlyTheLoop(stack) && outlastsTheMachine(record.getMessage())) {
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
        standStill.start();
        CHECKER.addHandler(handler);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        CHECKER.removeHandler(handler);
        standStill.stop();
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
                        .map(StackTraceElement::getMethodName)
                        .anyMatch(LOADING::contains);
    }

    private static boolean isOnlyTheLoop(Throwable stack) {
        return stack != null
                && Stream.of(stack.getStackTrace())
                        .allMatch(frame -> LOOP.stream().anyMatch(frame.getClassName()::startsWith));
    }

    private boolean outlastsTheMachine(String message) {
        Matcher blocked = BLOCKED_FOR.matcher(message);
        return !blocked.find() || Long.parseLong(blocked.group(1)) - standStill.millis() >= LIMIT.toMillis();
    }

    /** How long this JVM, or the machine under it, ran nothing at all in the last seconds. */
    private static final class StandStill {
        private static final Duration EVERY = Duration.ofMillis(50);
        private static final Duration REMEMBERED = Duration.ofSeconds(10);

        private record Pause(long at, long nanos) {}

        private final Queue<Pause> pauses = new ConcurrentLinkedQueue<>();
        private ScheduledExecutorService clock;
        private long last;

        void start() {
            clock = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "stand-still");
                thread.setDaemon(true);
                return thread;
            });
            last = System.nanoTime();
            clock.scheduleWithFixedDelay(this::look, EVERY.toNanos(), EVERY.toNanos(), TimeUnit.NANOSECONDS);
        }

        void stop() {
            clock.shutdownNow();
        }

        long millis() {
            look();
            return TimeUnit.NANOSECONDS.toMillis(
                    pauses.stream().mapToLong(Pause::nanos).sum());
        }

        private synchronized void look() {
            long now = System.nanoTime();
            long late = now - last - EVERY.toNanos();
            last = now;
            if (late > EVERY.toNanos()) {
                pauses.add(new Pause(now, late));
            }
            pauses.removeIf(pause -> now - pause.at() > REMEMBERED.toNanos());
        }
    }
}
