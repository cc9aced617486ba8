package dev.earshot.audience.sizing;

import static dev.earshot.signal.EventPacks.TIME_BITS;
import static dev.earshot.signal.EventPacks.TIME_BYTES;

import dev.earshot.signal.SignalBitmaps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The events of one kind of one block of customers, by customer and in the order of time. They are added in any order,
 * then {@link #sort() sorted}, read, and {@link #clear() cleared} for the next block, which uses the same memory.
 */
final class PackedEvents {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long TIME = (1L << TIME_BITS) - 1;
    private static final int FEW = 1_024;

    private final PackedCondition condition;
    private final int[] ends = new int[SignalBitmaps.BLOCK + 1];
    private char[] places = new char[FEW];
    private long[] added = new long[FEW];
    private long[] times = new long[FEW];
    private int count;

    /** @param condition what properties must be; {@code null} if any will do */
    PackedEvents(PackedCondition condition) {
        this.condition = condition;
    }

    /**
     * Adds those events of a pack that fulfil the condition; all, if their details are {@code null}.
     *
     * @param begin when the pack's eight days begin
     */
    void add(long begin, byte[] packed, byte[] details, byte[] prices) {
        int more = packed.length / TIME_BYTES;
        reserve(count + more);
        for (int n = 0; n < more; n++) {
            if (details == null
                    || condition == null
                    || condition.holds(
                            (int) INT.get(details, n * Integer.BYTES), (int) INT.get(prices, n * Integer.BYTES))) {
                long event = event(packed, n * TIME_BYTES);
                places[count] = (char) (event >>> TIME_BITS);
                added[count] = begin + (event & TIME);
                count++;
            }
        }
    }

    private static long event(byte[] packed, int at) {
        return at == 0
                ? ((int) INT.get(packed, 0) & 0xFFFF_FFFFL) << Integer.SIZE - Byte.SIZE
                        | ((int) INT.get(packed, TIME_BYTES - Integer.BYTES) & 0xFF_FFFFL)
                : (long) LONG.get(packed, at - 1) & (1L << TIME_BYTES * Byte.SIZE) - 1;
    }

    private void reserve(int most) {
        if (most > added.length) {
            int size = Math.max(most, 2 * added.length);
            places = Arrays.copyOf(places, size);
            added = Arrays.copyOf(added, size);
        }
    }

    /** By counting, as there are few customers; most packs arrive in the order of time already. */
    void sort() {
        if (times.length < count) {
            times = new long[added.length];
        }
        Arrays.fill(ends, 0);
        for (int n = 0; n < count; n++) {
            ends[places[n] + 1]++;
        }
        for (int place = 0; place < SignalBitmaps.BLOCK; place++) {
            ends[place + 1] += ends[place];
        }
        // Where a customer begins moves on with each event, until it is where the customer ends.
        for (int n = 0; n < count; n++) {
            times[ends[places[n]]++] = added[n];
        }
        for (int place = 0; place < SignalBitmaps.BLOCK; place++) {
            if (!isSorted(place)) {
                Arrays.sort(times, begin(place), end(place));
            }
        }
    }

    private boolean isSorted(int place) {
        for (int at = begin(place) + 1; at < end(place); at++) {
            if (times[at] < times[at - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Where a customer's events begin. */
    int begin(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    int end(int place) {
        return ends[place];
    }

    /** In microseconds since 1970. */
    long time(int at) {
        return times[at];
    }

    void clear() {
        count = 0;
    }
}
