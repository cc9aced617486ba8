package dev.earshot.matching.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes what stands in the columns of a table, or behind plus and minus signs, as lines with headings: "Include |
 * Exclude", "Dog owners | in", "+ women − students".
 */
final class SheetReader {
    private static final Pattern SIGNED = Pattern.compile("\\s*[+−–-]\\s.*");
    private static final Pattern PLUS = Pattern.compile("\\s*\\+\\s.*");
    private static final Pattern SIGN = Pattern.compile("(?<=\\s|^)(?=[+−–-]\\s)");
    private static final Pattern RULE = Pattern.compile("[\\s|:-]+");

    private final TextLayout layout;

    SheetReader(TextLayout layout) {
        this.layout = layout;
    }

    /** The text as it was, if it is neither a table nor a list with signs. */
    String lines(String text) {
        if (text.indexOf('|') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        List<String> lines = text.lines().toList();
        List<List<String>> rows = lines.stream()
                .filter(line -> line.indexOf('|') >= 0 && !RULE.matcher(line).matches())
                .map(SheetReader::cells)
                .toList();
        if (rows.size() > 1) {
            return Stream.concat(lines.stream().filter(line -> line.indexOf('|') < 0), table(rows))
                    .collect(Collectors.joining("\n"));
        }
        List<String> signed = lines.stream()
                .flatMap(line -> PLUS.matcher(line).matches() ? Stream.of(SIGN.split(line)) : Stream.of(line))
                .filter(line -> !line.isBlank())
                .toList();
        boolean list = signed.size() > 1
                && signed.stream().anyMatch(line -> PLUS.matcher(line).matches())
                && signed.stream().allMatch(line -> SIGNED.matcher(line).matches());
        return list ? signed(signed) : text;
    }

    private static List<String> cells(String row) {
        return Stream.of(row.split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private Stream<String> table(List<List<String>> rows) {
        List<String> head = rows.get(0);
        boolean columns = head.size() > 1
                && head.stream().anyMatch(this::leavesOut)
                && head.stream().allMatch(cell -> leavesOut(cell) || layout.is("heading", cell));
        return columns ? columns(rows) : rows.stream().flatMap(this::row);
    }

    private Stream<String> columns(List<List<String>> rows) {
        return IntStream.range(0, rows.get(0).size())
                .boxed()
                .flatMap(column -> Stream.concat(
                        Stream.of(rows.get(0).get(column) + ":"),
                        rows.stream().skip(1).filter(row -> row.size() > column).map(row -> "- " + row.get(column))));
    }

    /** "Excluded | students", "students | out"; other rows are lists of what is wanted. */
    private Stream<String> row(List<String> cells) {
        String first = cells.get(0);
        if (cells.size() == 2 && (leavesOut(first) || layout.is("heading", first) || layout.is("aside", first))) {
            return Stream.of(first + ": " + cells.get(1));
        }
        if (cells.size() == 2 && layout.is("status out", cells.get(1))) {
            return Stream.of(layout.word("excluding") + ": " + first);
        }
        return cells.size() == 2 && layout.is("status", cells.get(1))
                ? Stream.of("- " + first)
                : cells.stream().map(cell -> "- " + cell);
    }

    private String signed(List<String> lines) {
        List<String> written = new ArrayList<>();
        for (String line : lines) {
            String named = line.strip().substring(1).strip();
            written.add(PLUS.matcher(line).matches() ? "- " + named : layout.word("excluding") + ": " + named);
        }
        return String.join("\n", written);
    }

    private boolean leavesOut(String cell) {
        return layout.is("excluding heading", cell);
    }
}
