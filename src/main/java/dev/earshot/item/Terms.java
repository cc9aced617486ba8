package dev.earshot.item;

import dev.earshot.item.SearchStatement.Side;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the catalogue takes a query's words and category for.
 *
 * @param words each word's meaning, as a query of Postgres
 * @param items how many items there are, about
 * @param path of the category that was named, null if none was
 * @param paths of the categories that it is part of
 */
record Terms(List<Term> words, double items, String path, String[] paths) {

    /** @param frequency in what part of the items it is; 0 if in few */
    record Term(String query, double frequency) {}

    static Terms of(Row row) {
        String[] queries = row.getArrayOfStrings("queries");
        Double[] frequencies = row.getArrayOfDoubles("frequencies");
        List<Term> words = queries == null
                ? List.of()
                : IntStream.range(0, queries.length)
                        .mapToObj(i -> new Term(queries[i], frequencies[i]))
                        .toList();
        return new Terms(words, row.getDouble("items"), row.getString("path"), row.getArrayOfStrings("paths"));
    }

    String[] queries() {
        return words.stream().map(Term::query).toArray(String[]::new);
    }

    /** What an item must have: all words, or any. */
    String joined(boolean any) {
        return joined(words, any);
    }

    /** What the index is asked for: all words where one of them is in few items; or those of the words that are. */
    String listed(boolean any) {
        return joined(any ? words.stream().filter(this::isListed).toList() : words, any);
    }

    /** How many items the index will list, about. */
    double listedItems(boolean any) {
        return any
                ? items
                        * words.stream()
                                .filter(this::isListed)
                                .mapToDouble(Term::frequency)
                                .sum()
                : items * words.stream().mapToDouble(Term::frequency).reduce(1, (a, b) -> a * b);
    }

    boolean hasCommon() {
        return !words.stream().allMatch(this::isListed);
    }

    /** From where to look for items that have all words, or any. */
    List<Side> sides(boolean any, boolean priced) {
        List<Side> sides = new ArrayList<>();
        if (words.stream().anyMatch(this::isListed)) {
            sides.add(Side.LISTED);
        }
        if (sides.isEmpty() || (any && hasCommon())) {
            sides.add(Side.SAMPLED);
        }
        if (path != null) {
            sides.add(Side.CATEGORISED);
        }
        if (priced || (words.isEmpty() && path == null)) {
            sides.add(Side.PRICED);
        }
        return sides;
    }

    private boolean isListed(Term term) {
        return term.frequency() * items <= SearchStatement.MOST_LISTED;
    }

    private static String joined(List<Term> words, boolean any) {
        return words.stream().map(word -> "(" + word.query() + ")").collect(Collectors.joining(any ? " | " : " & "));
    }
}
