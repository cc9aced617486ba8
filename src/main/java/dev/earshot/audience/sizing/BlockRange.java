package dev.earshot.audience.sizing;

import dev.earshot.signal.SignalBitmaps;

/**
 * Blocks of customers that are read together.
 *
 * @param end the first one after them
 */
record BlockRange(int begin, int end) {
    static final BlockRange ALL = new BlockRange(0, Integer.MAX_VALUE);

    /** Two blocks hold a page of most audiences. */
    private static final int FEW = 2;

    private static final int MORE = 4;

    /** The first to look for a page of customers in. */
    static BlockRange after(int number) {
        int begin = number / SignalBitmaps.BLOCK;
        return new BlockRange(begin, begin + FEW);
    }

    /** Those to look in next: more each time, so that a page of a rare rule takes a few reads, too. */
    BlockRange next() {
        return new BlockRange(end, end + MORE * (end - begin));
    }
}
