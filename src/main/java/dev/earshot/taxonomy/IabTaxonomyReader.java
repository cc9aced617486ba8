package dev.earshot.taxonomy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the IAB Tech Lab Audience Taxonomy 1.1 (TSV) line by line, for an import that streams. The tiers are what
 * counts: the file's parent ids disagree with them in 17 rows, and its condensed names repeat while full paths don't. A
 * stateful object for one file and one thread: it remembers the ids and paths it has seen.
 */
public final class IabTaxonomyReader {
    private static final int ID = 1;
    private static final int FIRST_TIER = 4;
    private static final int LAST_TIER = 9;
    private static final int MOST_COLUMNS = 64;

    private final Set<String> ids = new HashSet<>();
    private final Set<List<String>> paths = new HashSet<>();
    private int line;

    /** @param row one line of the file, with or without its line end */
    public TaxonomyRow read(String row) {
        line++;
        String plain = row.endsWith("\r") ? row.substring(0, row.length() - 1) : row;
        if (line == 1 && plain.startsWith("\uFEFF")) {
            plain = plain.substring(1);
        }
        String[] columns = plain.split("\t", MOST_COLUMNS);
        if (plain.isBlank() || isHeader(columns)) {
            return new TaxonomyRow.Skipped(line);
        }
        if (columns.length <= FIRST_TIER) {
            return refuse("has " + columns.length + " columns, of which the tiers begin in the fifth");
        }
        return signal(columns);
    }

    private TaxonomyRow signal(String[] columns) {
        String id = columns[ID].strip();
        if (!id.matches("[0-9]{1,9}")) {
            return refuse("has no number as Unique ID but '" + shortened(id) + "'");
        }
        List<String> tiers = new ArrayList<>();
        for (int i = FIRST_TIER; i <= Math.min(LAST_TIER, columns.length - 1); i++) {
            String tier = plain(columns[i]);
            if (tier.isEmpty() && hasTierAfter(columns, i)) {
                return refuse("has a gap between its tiers");
            }
            if (!tier.isEmpty()) {
                tiers.add(tier);
            }
        }
        if (tiers.isEmpty()) {
            return refuse("has no tier");
        }
        if (!ids.add(id)) {
            return refuse("repeats the Unique ID " + id);
        }
        if (!paths.add(tiers)) {
            return refuse("repeats the path " + shortened(String.join(" > ", tiers)));
        }
        String name = tiers.get(tiers.size() - 1);
        return new TaxonomyRow.Accepted(line, new Signal("iab_" + id, name, typeOf(tiers), tiers, List.of()));
    }

    /** An asterisk in front is a placeholder for an extension, one behind a footnote; only the first says anything. */
    private static String plain(String tier) {
        String plain = tier.strip();
        return plain.length() > 1 && plain.endsWith("*")
                ? plain.substring(0, plain.length() - 1).strip()
                : plain;
    }

    private static boolean hasTierAfter(String[] columns, int at) {
        for (int i = at + 1; i <= Math.min(LAST_TIER, columns.length - 1); i++) {
            if (!columns[i].isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static SignalType typeOf(List<String> tiers) {
        if (tiers.contains("Home Location")) {
            return SignalType.LOCATION;
        }
        return switch (tiers.get(0)) {
            case "Interest" -> SignalType.INTEREST;
            case "Purchase Intent" -> SignalType.TRANSACTION;
            default -> SignalType.DEMOGRAPHIC;
        };
    }

    private static boolean isHeader(String[] columns) {
        return columns.length > ID && columns[ID].strip().equalsIgnoreCase("Unique ID");
    }

    private TaxonomyRow refuse(String reason) {
        return new TaxonomyRow.Refused(line, reason);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "…";
    }
}
