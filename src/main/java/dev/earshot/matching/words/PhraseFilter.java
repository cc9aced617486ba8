package dev.earshot.matching.words;

import java.util.List;

/**
 * Rules out most lists of words that are no phrase, whatever their order, by the sum of their hashes: many words that
 * stand near each other are tried together, few of them mean something.
 */
public final class PhraseFilter {
    private static final int BITS = 1 << 19;
    private static final int SPREAD = 0x9E3779B9;

    private final long[] bits = new long[BITS / Long.SIZE];

    public void add(List<String> words) {
        int bit = bit(words);
        bits[bit / Long.SIZE] |= 1L << bit;
    }

    public boolean mayHave(List<String> words) {
        int bit = bit(words);
        return (bits[bit / Long.SIZE] & 1L << bit) != 0;
    }

    private static int bit(List<String> words) {
        int sum = 0;
        for (int i = 0; i < words.size(); i++) {
            sum += words.get(i).hashCode() * SPREAD;
        }
        return (sum ^ sum >>> 15) * SPREAD >>> Integer.numberOfLeadingZeros(BITS - 1);
    }
}
