package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.taxonomy.IabTaxonomyReaderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Floors, to be raised as the matcher improves: see docs/matching.md for what is measured. */
class MatchingQualityTest {
    private static final Path DEV = Path.of("../shared/eval/briefs-dev.jsonl");
    private static final Path OWN = Path.of("src/test/resources/signal/briefs-own.jsonl");
    private static final double MOST_MILLIS = 15;

    @Test
    void briefs_of_our_own_find_their_signals() throws IOException {
        check(OWN, "own", 0.96, 0.82, 0.97, 0.88);
    }

    @Test
    void the_labelled_briefs_find_their_signals() throws IOException {
        assumeTrue(Files.exists(DEV), "the labelled briefs are not here");
        check(DEV, "dev", 0.96, 0.85, 0.96, 0.85);
    }

    private static void check(
            Path file, String title, double recallEn, double precisionEn, double recallTr, double precisionTr)
            throws IOException {
        SignalMatcher matcher = new SignalMatcher(IabTaxonomyReaderTest.iab());
        Evaluation english = Evaluation.of(matcher, Evaluation.read(file), "en");
        Evaluation turkish = Evaluation.of(matcher, Evaluation.read(file), "tr");
        System.out.println(english.summary(title + ", English"));
        System.out.println(turkish.summary(title + ", Turkish"));
        atLeast(english, recallEn, precisionEn);
        atLeast(turkish, recallTr, precisionTr);
    }

    private static void atLeast(Evaluation measured, double recall, double precision) {
        assertThat(measured.recall())
                .as(() -> String.join("\n", measured.misses()))
                .isGreaterThanOrEqualTo(recall);
        assertThat(measured.precision())
                .as(() -> String.join("\n", measured.misses()))
                .isGreaterThanOrEqualTo(precision);
        assertThat(measured.medianMillis()).isLessThan(MOST_MILLIS);
    }
}
