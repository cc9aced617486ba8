package dev.earshot.matching;

import dev.earshot.bench.Ratios;
import dev.earshot.taxonomy.IabTaxonomyReaderTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Measures matching on a warm JVM; run by name only, see docs/benchmarks.md. Processor time of one thread, beside the
 * time that the JDK's own regular expressions take on the same texts to find their words: what a busier or slower
 * machine adds to both is not the matcher's.
 */
class MatchingBench {
    private static final int CHARACTERS = Integer.getInteger("characters", 2_000);
    private static final int WARM = Integer.getInteger("warm", 4_000);
    private static final int MEASURED = Integer.getInteger("measured", 2_000);

    /** The word splitter run so often takes about as long as matching may. */
    private static final int LIMIT_ROUNDS = Integer.getInteger("limit", 40);

    private static final Pattern WORD = Pattern.compile("\\b(?:[\\p{L}\\p{N}]+['’]?[\\p{L}\\p{N}]*)\\b");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void matching_and_its_limit() throws IOException {
        SignalMatcher matcher = new SignalMatcher(IabTaxonomyReaderTest.iab());
        List<String> texts = texts();
        List<Long> matched = measured(texts, matcher::match);
        List<Long> limit = measured(texts, MatchingBench::splitOften);
        System.out.printf(
                "%,d characters: matching p50 %.2f ms, p99 %.2f ms;"
                        + " limit (%d splits into words) p50 %.2f ms, p99 %.2f ms%n",
                CHARACTERS,
                millis(matched, 50),
                millis(matched, 99),
                LIMIT_ROUNDS,
                millis(limit, 50),
                millis(limit, 99));
        Ratios.keep("matching p50 ÷ splitting into words 40 times", List.of(millis(matched, 50) / millis(limit, 50)));
        Ratios.keep("matching p99 ÷ splitting into words 40 times", List.of(millis(matched, 99) / millis(limit, 99)));
    }

    /** Briefs of our own strung together, so that there is nothing to skip. */
    private static List<String> texts() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Evaluation.Labelled brief : Evaluation.read(Path.of("src/test/resources/signal/briefs-own.jsonl"))) {
            all.append(brief.text()).append(". ");
        }
        List<String> texts = new ArrayList<>();
        for (int from = 0; from + CHARACTERS <= all.length(); from += CHARACTERS / 4) {
            texts.add(all.substring(from, from + CHARACTERS));
        }
        return texts;
    }

    private static List<Long> measured(List<String> texts, Consumer<String> work) {
        for (int i = 0; i < WARM; i++) {
            work.accept(texts.get(i % texts.size()));
        }
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < MEASURED; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            work.accept(texts.get(i % texts.size()));
            nanos.add(THREADS.getCurrentThreadCpuTime() - before);
        }
        nanos.sort(null);
        return nanos;
    }

    private static void splitOften(String text) {
        for (int i = 0; i < LIMIT_ROUNDS; i++) {
            WORD.matcher(text).results().count();
        }
    }

    private static double millis(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }
}
