package dev.earshot.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** wrk, which costs little of the machine that it shares with what it measures. */
final class Wrk {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([\\d.]+)(ms|s|m)");
    private static final Pattern MEDIAN = Pattern.compile("50%\\s+([\\d.]+)(us|ms|s|m)");
    private static final Pattern TAIL = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s|m)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private final Map<String, String> environment;
    private String[] core = {};

    /** @param sessions a file with the id of a session in each line */
    Wrk(String apiKey, Path sessions, int items) {
        this.environment = Map.of("API_KEY", apiKey, "SESSIONS", sessions.toString(), "ITEMS", Integer.toString(items));
    }

    /** From now on, on a core of its own. */
    void keepApart() {
        core = Cores.ofCallers();
    }

    /**
     * What a round showed.
     *
     * @param answered calls that were answered 2xx
     * @param refused all other answers
     * @param median milliseconds; {@code tail} is the 99th percentile
     */
    record Round(long answered, long refused, double seconds, double median, double tail) {
        double perSecond() {
            return answered / seconds;
        }
    }

    /**
     * Calls a tool over and over, in turn of the sessions.
     *
     * @param pause milliseconds that each connection waits before each call
     */
    Round call(String url, String tool, int connections, int seconds, int pause)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("TOOL", tool);
        settings.put("PAUSE", Integer.toString(pause));
        return read(Program.run(settings, joined(core, command(connections, seconds, "-s", "bench/calls.lua", url))));
    }

    /** Asks for one address over and over. */
    static Round ask(String url, int connections, int seconds) throws IOException, InterruptedException {
        return read(Program.run(Map.of(), command(connections, seconds, url)));
    }

    private static String[] command(int connections, int seconds, String... rest) {
        List<String> usual =
                List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "--latency");
        return joined(usual.toArray(String[]::new), rest);
    }

    private static String[] joined(String[] first, String[] rest) {
        return Stream.of(first, rest).flatMap(Stream::of).toArray(String[]::new);
    }

    private static Round read(String said) {
        Matcher requests = found(REQUESTS, said);
        Matcher refused = REFUSED.matcher(said);
        long others = refused.find() ? Long.parseLong(refused.group(1)) : 0;
        return new Round(
                Long.parseLong(requests.group(1)) - others,
                others,
                millis(requests.group(2), requests.group(3)) / 1000,
                millis(found(MEDIAN, said)),
                millis(found(TAIL, said)));
    }

    private static Matcher found(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException(said);
        }
        return matcher;
    }

    private static double millis(Matcher figure) {
        return millis(figure.group(1), figure.group(2));
    }

    private static double millis(String figure, String unit) {
        double factor = switch (unit) {
            case "us" -> 0.001;
            case "s" -> 1000;
            case "m" -> 60_000;
            default -> 1;
        };
        return Double.parseDouble(figure) * factor;
    }
}
