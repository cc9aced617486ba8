package dev.earshot.item;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL that is put together and names what it uses: a piece of SQL as <code>{piece}</code>, a value as {@code :value}.
 */
final class SqlTemplate {
    private static final Pattern PIECE = Pattern.compile("\\{([a-zA-Z]+)}");
    /** Two colons are a cast. */
    private static final Pattern VALUE = Pattern.compile("(?<!:):([a-zA-Z]+)");

    private final String sql;
    private final List<String> names;

    private SqlTemplate(String sql, List<String> names) {
        this.sql = sql;
        this.names = List.copyOf(names);
    }

    /** A statement as Postgres wants it, with its values. */
    record Bound(String sql, Tuple values) {}

    /** The template with these pieces in their places; pieces within pieces are filled before. */
    static String fill(String template, Map<String, String> pieces) {
        return PIECE.matcher(template).replaceAll(piece -> quoted(known(pieces, piece.group(1))));
    }

    /** The statement with the values that it names, each under the number of its first place. */
    static SqlTemplate of(String statement) {
        List<String> names = new ArrayList<>();
        String sql = VALUE.matcher(statement).replaceAll(value -> {
            if (!names.contains(value.group(1))) {
                names.add(value.group(1));
            }
            return quoted("$" + (names.indexOf(value.group(1)) + 1));
        });
        return new SqlTemplate(sql, names);
    }

    /** The statement with those of the values that it names. */
    Bound bind(Map<String, Object> values) {
        Tuple row = Tuple.tuple();
        names.forEach(name -> row.addValue(known(values, name)));
        return new Bound(sql, row);
    }

    private static <T> T known(Map<String, T> all, String name) {
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException("Nothing is called " + name);
        }
        return all.get(name);
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
