import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * How evenly customers, by a hash of their ids, spread calls over shards: {@code java bench/ShardBalance.java}, for
 * docs/scaling.md. Customers call alike; or as the log-normal distribution has it, most seldom and some often; or as
 * Zipf's, where one of a million causes 3 % of all calls, as no person does, but a kiosk or a test account might.
 */
class ShardBalance {
    private static final int CUSTOMERS = 1_000_000;
    private static final int CALLS_EACH = 20;
    private static final int[] SHARDS = {4, 16, 64};
    private static final long SEED = 20_261_127;

    public static void main(String[] arguments) {
        Random random = new Random(SEED);
        System.out.println("calls of a customer | shards | largest ÷ mean: customers, calls | smallest ÷ mean: calls");
        print("alike", i -> 1);
        print("log-normal", i -> Math.exp(1.5 * random.nextGaussian()));
        print("Zipf", i -> 1.0 / Math.pow(i + 1, 0.9));
    }

    private static void print(String name, IntToDoubleFunction weight) {
        double[] calls = new double[CUSTOMERS];
        Arrays.setAll(calls, weight);
        double scale = CALLS_EACH * (double) CUSTOMERS / Arrays.stream(calls).sum();
        for (int shards : SHARDS) {
            double[] load = new double[shards];
            int[] people = new int[shards];
            for (int i = 0; i < CUSTOMERS; i++) {
                int shard = Math.floorMod(mixed(i), shards);
                load[shard] += calls[i] * scale;
                people[shard]++;
            }
            double mean = Arrays.stream(load).average().orElseThrow();
            System.out.printf(
                    "%s | %d | %.3f, %.3f | %.3f%n",
                    name,
                    shards,
                    Arrays.stream(people).max().orElseThrow() / (CUSTOMERS / (double) shards),
                    Arrays.stream(load).max().orElseThrow() / mean,
                    Arrays.stream(load).min().orElseThrow() / mean);
        }
    }

    /** As good as any hash of an id: the finalizer of MurmurHash3. */
    private static int mixed(int key) {
        int hash = key + 0x9e3779b9;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
