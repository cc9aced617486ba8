package dev.earshot.signal;

import dev.earshot.matching.SignalSource;
import dev.earshot.taxonomy.IabTaxonomyReader;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.StarterTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import dev.earshot.taxonomy.TaxonomyRow;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Measures what reading signals adds to a tool call; run by name only, see docs/benchmarks.md. */
class SignalRecognitionBench {
    private static final Path IAB = Path.of("../shared/data/iab_audience_taxonomy_1.1.tsv");
    private static final int CALLS = 20_000;
    /** The default of the one setting that matters here. */
    private static final SignalConfig CONFIG = (SignalConfig) Proxy.newProxyInstance(
            SignalConfig.class.getClassLoader(), new Class<?>[] {SignalConfig.class}, (proxy, setting, none) -> 0.75);

    @Test
    void measure() throws IOException {
        measure("starter taxonomy", StarterTaxonomy.load());
        if (Files.exists(IAB)) {
            IabTaxonomyReader reader = new IabTaxonomyReader();
            List<Signal> iab = Files.readAllLines(IAB).stream()
                    .map(reader::read)
                    .filter(TaxonomyRow.Accepted.class::isInstance)
                    .map(row -> ((TaxonomyRow.Accepted) row).signal())
                    .toList();
            measure(
                    "with IAB's",
                    Stream.concat(StarterTaxonomy.load().stream(), iab.stream()).toList());
        }
    }

    private static void measure(String what, Collection<Signal> signals) {
        TaxonomyIndex index = new TaxonomyIndex(1, signals);
        SignalRecognition recognition = new SignalRecognition(null, CONFIG);
        Random random = new Random(7);
        List<String> words = signals.stream().map(Signal::name).toList();
        for (int round = 0; round < 3; round++) {
            print(what + ", every query new", index, recognition, random, words, true);
        }
        print(what + ", queries that come again", index, recognition, random, words, false);
    }

    /** A query of five names of signals and a number, its category, and six intents of Insightarc. */
    private static void print(
            String what,
            TaxonomyIndex index,
            SignalRecognition recognition,
            Random random,
            List<String> words,
            boolean fresh) {
        long[] took = new long[CALLS];
        for (int call = 0; call < CALLS; call++) {
            List<SignalEvidence> clues = new ArrayList<>();
            int number = fresh ? random.nextInt() : random.nextInt(50);
            Random mine = new Random(number);
            String query = String.join(
                    " and ",
                    Stream.generate(() -> words.get(mine.nextInt(words.size())))
                            .limit(5)
                            .toList());
            clues.add(new SignalEvidence(SignalSource.QUERY, query + " under " + number));
            clues.add(new SignalEvidence(SignalSource.ITEM, "outdoors > camping"));
            for (int intent = 0; intent < 3; intent++) {
                clues.add(new SignalEvidence(SignalSource.INSIGHT, "Nike Air Max " + mine.nextInt(1000)));
                clues.add(new SignalEvidence(SignalSource.INSIGHT, "sneakers"));
            }
            long begin = System.nanoTime();
            recognition.read(clues, index);
            took[call] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        System.out.printf(
                "%-44s p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, max %.1f ms%n",
                what,
                took[CALLS / 2] / 1e6,
                took[CALLS * 99 / 100] / 1e6,
                took[CALLS * 999 / 1000] / 1e6,
                took[CALLS - 1] / 1e6);
    }
}
