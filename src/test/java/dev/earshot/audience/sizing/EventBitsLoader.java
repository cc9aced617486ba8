package dev.earshot.audience.sizing;

import dev.earshot.signal.EventBitmaps;
import dev.earshot.signal.SignalBitmaps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.postgresql.copy.PGCopyOutputStream;

/** Makes the bits of many events in minutes: what {@link EventBitmaps} would have made of them, a block at a time. */
final class EventBitsLoader {
    private static final String EVENTS = """
            copy (select number, event, (at at time zone 'UTC')::date - date '1970-01-01' from customer_event
            order by number, event, at) to stdout""";

    private static final HexFormat HEX = HexFormat.of();

    private final HashMap<String, long[]> bits = new HashMap<>();

    static void load(String url, String user) throws SQLException, IOException {
        try (Connection from = DriverManager.getConnection(url, user, "");
                Connection to = DriverManager.getConnection(url, user, "");
                BufferedReader events = new BufferedReader(new InputStreamReader(
                        new PGCopyInputStream(from.unwrap(PGConnection.class), EVENTS), StandardCharsets.UTF_8));
                OutputStream written = new PGCopyOutputStream(
                        to.unwrap(PGConnection.class),
                        "copy event_bits (event, times, days, start, block, members) from stdin")) {
            new EventBitsLoader().load(events, written);
        }
    }

    private void load(BufferedReader events, OutputStream written) throws IOException {
        int block = 0;
        String last = "";
        int spans = EventBitmaps.SPANS.size();
        long[] starts = new long[spans];
        int[] times = new int[spans];
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            int event = line.indexOf('\t');
            int day = line.lastIndexOf('\t');
            int number = Integer.parseInt(line, 0, event, 10);
            if (number / SignalBitmaps.BLOCK != block) {
                write(block, written);
                block = number / SignalBitmaps.BLOCK;
            }
            String customersEvent = line.substring(0, day);
            boolean first = !customersEvent.equals(last);
            last = customersEvent;
            for (int span = 0; span < spans; span++) {
                int days = EventBitmaps.SPANS.get(span);
                long start = Long.parseLong(line, day + 1, line.length(), 10) / days * days;
                times[span] = first || start != starts[span] ? 1 : times[span] + 1;
                starts[span] = start;
                if (times[span] <= EventBitmaps.MOST_TIMES) {
                    String key = line.substring(event + 1, day) + "\t" + times[span] + "\t" + days + "\t"
                            + LocalDate.ofEpochDay(start);
                    int place = number % SignalBitmaps.BLOCK;
                    bits.computeIfAbsent(key, k -> new long[SignalBitmaps.BLOCK / Long.SIZE])[place / Long.SIZE] |=
                            Long.MIN_VALUE >>> place;
                }
            }
        }
        write(block, written);
    }

    private void write(int block, OutputStream written) throws IOException {
        StringBuilder row = new StringBuilder();
        for (var entry : bits.entrySet()) {
            row.setLength(0);
            row.append(entry.getKey()).append('\t').append(block).append("\tx");
            for (long word : entry.getValue()) {
                row.append(HEX.toHexDigits(word));
            }
            written.write(row.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }
        bits.clear();
    }
}
