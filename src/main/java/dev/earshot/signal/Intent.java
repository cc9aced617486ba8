package dev.earshot.signal;

/** What a part of the brief is after: those who buy, those who care, or nothing said. */
enum Intent {
    NONE,
    PURCHASE,
    INTEREST;

    private static final double OTHER_KIND = 0.72;

    double favours(SignalType type) {
        boolean bought = type == SignalType.TRANSACTION;
        boolean liked = type == SignalType.INTEREST;
        return (this == PURCHASE && liked) || (this == INTEREST && bought) ? OTHER_KIND : 1;
    }
}
