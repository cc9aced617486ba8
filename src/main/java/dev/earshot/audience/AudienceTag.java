package dev.earshot.audience;

import java.text.Normalizer;
import java.util.Locale;

/** Netmera's name for the members of an audience: readable in its panel and unique. */
final class AudienceTag {
    private static final int LONGEST = 40;
    private static final int FROM_ID = 8;

    private AudienceTag() {}

    /** Such as {@code camping_gear_6n1b5t3x}: the name in plain letters, and the end of the id. */
    static String of(String name, String id) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT).replace('ı', 'i'), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        String words = plain.isEmpty() ? "audience" : plain.substring(0, Math.min(LONGEST, plain.length()));
        return words + "_" + id.substring(id.length() - FROM_ID);
    }
}
