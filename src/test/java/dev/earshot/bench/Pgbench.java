package dev.earshot.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The statements of one call of {@code view_item} with known similar items, in one transaction each, sent by Postgres'
 * own benchmark with the application's settings: as fast as possible one by one, or at a pace.
 */
final class Pgbench {
    /**
     * Fields of its log: microseconds from the moment at which a transaction was due; and, if it keeps a pace, how much
     * later it began.
     */
    private static final int TIME = 2;

    private static final int LATE = 6;
    private static final String SESSION = "'sess_bench_' || :s";
    private static final String ITEM = "'item-' || :i";
    private static final String UNIQUE = "gen_random_uuid()::text";

    private final URI database;
    private final Path script = Path.of("target", "bench-call.sql");
    private final Path log = Path.of("target", "bench-transactions");

    Pgbench(String database) throws IOException {
        this.database = URI.create(database);
        Files.writeString(script, script());
    }

    /** As many as so many clients can do. */
    Wrk.Round run(int clients, int seconds) throws IOException, InterruptedException {
        return measure(clients, seconds);
    }

    /** So many a second, however long each takes. */
    Wrk.Round atPace(int perSecond, int clients, int seconds) throws IOException, InterruptedException {
        return measure(clients, seconds, "-R", Integer.toString(perSecond));
    }

    private Wrk.Round measure(int clients, int seconds, String... options) throws IOException, InterruptedException {
        Files.createDirectories(log);
        taken();
        List<String> command = new ArrayList<>(List.of(
                "pgbench", "-h", database.getHost(), "-p", Integer.toString(database.getPort()), "-U", "postgres"));
        command.addAll(List.of("-n", "-M", "prepared", "-f", script.toString(), "-l", "--log-prefix=" + log + "/log"));
        command.addAll(List.of("-c", Integer.toString(clients), "-j", "2", "-T", Integer.toString(seconds)));
        command.addAll(List.of(options));
        command.add(database.getPath().substring(1));
        Program.run(Map.of("PGOPTIONS", "-c enable_seqscan=off -c jit=off"), command.toArray(String[]::new));
        double[] took = taken();
        return new Wrk.Round(took.length, 0, seconds, took[took.length / 2], took[took.length * 99 / 100]);
    }

    /**
     * The milliseconds of each transaction, the shortest first, from the logs, which are taken away: an earlier run may
     * have left some.
     */
    private double[] taken() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> logs = Files.list(log)) {
            for (Path one : logs.toList()) {
                lines.addAll(Files.readAllLines(one));
                Files.delete(one);
            }
        }
        return lines.stream().mapToDouble(Pgbench::millis).sorted().toArray();
    }

    /** Without what a transaction began too late. */
    private static double millis(String line) {
        String[] fields = line.split(" ");
        long late = fields.length > LATE ? Long.parseLong(fields[LATE]) : 0;
        return (Long.parseLong(fields[TIME]) - late) / 1000.0;
    }

    private static String script() {
        return "\\set s random(0, " + (Shop.SESSIONS - 1) + ")\n\\set i random(0, " + (Shop.ITEMS - 1) + ")\n"
                + "begin;\n"
                + MeasuredStatement.filled(
                        MeasuredStatement.of("customer.Sessions", "FIND"), List.of(SESSION, "array['chatgpt']"))
                + MeasuredStatement.filled(MeasuredStatement.of("item.Items", "FIND"), List.of(ITEM))
                + MeasuredStatement.filled(
                        MeasuredStatement.of("tool.ledger.LedgerStatement", "ALONE"),
                        List.of(
                                "now()",
                                "array[" + SESSION + "]",
                                "array['call_' || " + UNIQUE + "]",
                                "array['view_item']",
                                "array['ai_result_viewed']",
                                "array[false]",
                                "array['{\"itemId\": \"item-1\"}']",
                                "array[null]::text[]",
                                "array[null]::text[]",
                                "array[" + SESSION + "]",
                                "array['dlv_' || " + UNIQUE + "]",
                                "array[" + UNIQUE + "]",
                                "array['ai_result_viewed']",
                                "array['{\"item_id\": \"item-1\", \"item_name\": \"Trail hiking gear\","
                                        + " \"price\": 10}']",
                                "array[null]::text[]",
                                "array[" + SESSION + "]",
                                "array['int_hiking']",
                                "array[0.5]",
                                "array['item']",
                                "now() - interval '30 minutes'"))
                + "commit;\n";
    }
}
