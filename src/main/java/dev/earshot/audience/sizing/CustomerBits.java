package dev.earshot.audience.sizing;

import dev.earshot.signal.SignalBitmaps;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.TreeMap;

/**
 * Customers that were added at least so many times, as bits of blocks: those added once, those added twice, and so on.
 * A block's first customer is the highest bit of its first word, as in Postgres.
 */
final class CustomerBits {
    private static final int WORDS = SignalBitmaps.BLOCK / Long.SIZE;
    private static final long[] NONE = new long[WORDS];

    /** Postgres sends the number of bits first. */
    private static final int LENGTH = Integer.BYTES;

    private final int times;
    private final TreeMap<Integer, long[][]> blocks = new TreeMap<>();

    CustomerBits(int times) {
        this.times = times;
    }

    /** Adds all customers of a block's bits. */
    void add(int block, Buffer bits) {
        long[][] added = of(block);
        for (int word = 0; word < WORDS; word++) {
            long more = bits.getLong(LENGTH + word * Long.BYTES);
            if (more != 0) {
                add(added, word, more);
            }
        }
    }

    /** Adds each of these customers' numbers. */
    void add(Buffer numbers) {
        for (int at = 0; at < numbers.length(); at += Integer.BYTES) {
            add(numbers.getInt(at));
        }
    }

    /** Adds a customer. */
    void add(int number) {
        int place = number % SignalBitmaps.BLOCK;
        add(of(number / SignalBitmaps.BLOCK), place / Long.SIZE, Long.MIN_VALUE >>> place % Long.SIZE);
    }

    private void add(long[][] added, int word, long more) {
        for (int n = times - 1; n > 0; n--) {
            added[n][word] |= added[n - 1][word] & more;
        }
        added[0][word] |= more;
    }

    private long[][] of(int block) {
        return blocks.computeIfAbsent(block, b -> new long[times][WORDS]);
    }

    Set<Integer> blocks() {
        return blocks.keySet();
    }

    /** The customers of a block; not to be changed. */
    long[] in(int block) {
        long[][] added = blocks.get(block);
        return added == null ? NONE : added[times - 1];
    }
}
