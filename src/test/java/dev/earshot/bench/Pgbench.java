package dev.earshot.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of one call of {@code view_item}, whose similar items are known, in one transaction each, sent by Postgres' own benchmark with the
 * application's settings: as fast as they can be run one by one.
 */
final class Pgbench {
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([\\d.]+) ms");
    private static final String SESSION = "'sess_bench_' || :s";
    private static final String ITEM = "'item-' || :i";
    private static final String UNIQUE = "gen_random_uuid()::text";

    private final URI database;
    private final Path script = Path.of("target", "bench-call.sql");

    Pgbench(String database) throws IOException {
        this.database = URI.create(database);
        Files.writeString(script, script());
    }

    Wrk.Round run(int clients, int seconds) throws IOException, InterruptedException {
        String said = Program.run(
                Map.of("PGOPTIONS", "-c enable_seqscan=off -c jit=off"),
                "pgbench",
                "-h",
                database.getHost(),
                "-p",
                Integer.toString(database.getPort()),
                "-U",
                "postgres",
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(clients),
                "-j",
                "2",
                "-T",
                Integer.toString(seconds),
                "-f",
                script.toString(),
                database.getPath().substring(1));
        double latency = figure(LATENCY, said);
        return new Wrk.Round((long) figure(DONE, said), 0, seconds, latency, latency);
    }

    private static double figure(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException(said);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static String script() {
        return "\\set s random(0, " + (Shop.SESSIONS - 1) + ")\n\\set i random(0, " + (Shop.ITEMS - 1) + ")\n"
                + "begin;\n"
                + Statement.filled(Statement.of("customer.Sessions", "FIND"), List.of(SESSION, "'chatgpt'"))
                + Statement.filled(Statement.of("item.Items", "FIND"), List.of(ITEM))
                + Statement.filled(
                        Statement.of("tool.LedgerStatement", "ALONE"),
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
                                "array['{\"item_id\": \"item-1\", \"item_name\": \"Trail hiking gear\", \"price\": 10}']",
                                "array[null]::text[]",
                                "array[" + SESSION + "]",
                                "array['int_hiking']",
                                "array[0.5]",
                                "array['item']",
                                "now() - interval '30 minutes'"))
                + "commit;\n";
    }
}
