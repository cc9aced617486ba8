package dev.earshot.matching.words;

import dev.earshot.taxonomy.SignalType;
import java.util.List;
import java.util.Locale;

/** What a part of the brief is after: those who have bought, who are about to, who care, or nothing said. */
public enum PurchaseStage {
    NONE,
    PURCHASED,
    PURCHASE,
    INTEREST;

    /** The later ones win where a word speaks for two. */
    public static final List<PurchaseStage> SPOKEN = List.of(PURCHASE, PURCHASED, INTEREST);

    private static final double OTHER_KIND = 0.72;
    /** A customer who shops for a thing is interested in it too; a buyer comes first. */
    private static final double SECOND_BEST = 0.88;

    private final String cue = name().toLowerCase(Locale.ROOT);
    private final String forward = cue + " forward";
    private final String backward = cue + " backward";

    /** The cues that speak for what comes after them. */
    public String forward() {
        return forward;
    }

    /** The cues that speak for what stands before them. */
    public String backward() {
        return backward;
    }

    public double favours(SignalType type) {
        return switch (this) {
            case PURCHASED -> type == SignalType.INTEREST ? OTHER_KIND : 1;
            case PURCHASE -> type == SignalType.INTEREST ? SECOND_BEST : 1;
            case INTEREST -> type == SignalType.TRANSACTION ? OTHER_KIND : 1;
            case NONE -> 1;
        };
    }
}
