package dev.earshot.item;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What in a query may be the id of an item: all of it, and each piece that looks like one, {@code PKA-KDS-4040-SET}.
 */
final class ItemIds {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Predicate<String> ID =
            Pattern.compile("(?=\\D*\\d)[\\p{L}\\d][\\p{L}\\d_.:/-]{4,127}").asMatchPredicate();
    private static final int LONGEST = 128;
    private static final int MOST = 12;

    private ItemIds() {}

    /** In small letters, as far as they are ASCII. */
    static String[] in(String text) {
        String all = text.strip();
        Stream<String> pieces = all.length() > 2_000
                ? Stream.empty()
                : Arrays.stream(SPACES.split(all)).filter(ID);
        return Stream.concat(Stream.of(all), pieces)
                .filter(id -> !id.isEmpty() && id.length() <= LONGEST && id.indexOf('\0') < 0)
                .map(ItemIds::lower)
                .distinct()
                .limit(MOST)
                .toArray(String[]::new);
    }

    private static String lower(String id) {
        StringBuilder lower = new StringBuilder(id);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 32));
            }
        }
        return lower.toString();
    }
}
