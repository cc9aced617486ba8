package dev.earshot.http.upload;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.earshot.common.ApiException;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table in CSV, read record by record as it arrives. Columns are separated by commas, semicolons or tabs, and may
 * stand in quotes, with separators, doubled quotes and line breaks in them. The first record names the columns, in any
 * order and case. One run, one table.
 */
public final class CsvTable {
    private static final ObjectReader READER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build().readerFor(String[].class);
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    private final List<String> required;
    private final List<String> usual;
    private final CsvRecords records = new CsvRecords(LineReader.LONGEST);
    private List<String> columns;
    private char separator;

    /**
     * @param required columns that the first record must name
     * @param usual the columns of a table that doesn't name any; empty if it has to
     */
    public CsvTable(List<String> required, List<String> usual) {
        this.required = required;
        this.usual = usual;
    }

    /** The records of these lines, each under the number of its first line, without the one that names the columns. */
    public Multi<Line> records(Multi<Line> lines) {
        Multi<List<Line>> complete = lines.map(this::add);
        Multi<List<Line>> last = Multi.createFrom().item(records::rest);
        return Multi.createBy().concatenating().streams(complete, last).onItem().disjoint();
    }

    /**
     * Reads the values of a record by the names of their columns in small letters; empty ones are left out. A value
     * without a column is a fault: most often a separator stands in a text without quotes.
     */
    public <T> LineResult<T> read(String text, Function<Map<String, String>, LineResult<T>> reader) {
        Optional<List<String>> cells = cells(text, separator);
        if (cells.isEmpty()) {
            return LineResult.bad("is not CSV");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < cells.get().size(); i++) {
            String value = cells.get().get(i).strip();
            if (!value.isEmpty() && i >= columns.size()) {
                return LineResult.bad("has more values than columns");
            }
            if (!value.isEmpty()) {
                values.putIfAbsent(columns.get(i), value);
            }
        }
        return reader.apply(values);
    }

    private List<Line> add(Line line) {
        if (columns == null && line instanceof Line.Unreadable first && usual.isEmpty()) {
            throw ApiException.invalid("IMPORT_REFUSED", "The first line " + first.reason(), List.of());
        }
        if (columns == null && line instanceof Line.Text text && begins(text.text())) {
            return List.of();
        }
        return records.add(line);
    }

    /** Whether this, the first line, names the columns. */
    private boolean begins(String line) {
        for (char one : SEPARATORS) {
            List<String> names = names(line, one);
            if (names.containsAll(required.stream().map(CsvTable::small).toList())) {
                begin(names, one);
                return true;
            }
        }
        if (usual.isEmpty()) {
            String detail = "The first line must name the columns, among them " + String.join(", ", required);
            throw ApiException.invalid("IMPORT_REFUSED", detail, List.of());
        }
        char likely = SEPARATORS.stream()
                .filter(one -> names(line, one).size() >= required.size())
                .findFirst()
                .orElse(',');
        begin(usual.stream().map(CsvTable::small).toList(), likely);
        return false;
    }

    private void begin(List<String> names, char by) {
        columns = names;
        separator = by;
        records.separatedBy(by);
    }

    private static List<String> names(String line, char separator) {
        return cells(line, separator).orElse(List.of()).stream()
                .map(CsvTable::small)
                .toList();
    }

    private static String small(String name) {
        return name.strip().replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<List<String>> cells(String text, char separator) {
        try {
            String[] cells = READER.with(CsvSchema.emptySchema().withColumnSeparator(separator))
                    .<String[]>readValues(text)
                    .next();
            return Optional.of(Stream.of(cells).toList());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
