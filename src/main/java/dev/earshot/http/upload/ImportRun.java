package dev.earshot.http.upload;

import dev.earshot.common.ApiException;
import dev.earshot.http.error.ImportStep;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One run of an import: lines in, batches to their writer, and a report. The next batch is read once the last one is
 * stored.
 *
 * @param <T> what a line holds
 */
public final class ImportRun<T> {
    /** A batch is one statement: fewer would cost round trips, more would hold locks and memory longer for little. */
    private static final int BATCH = 500;

    private static final int MOST_FAULTS = 100;

    private final Function<String, LineResult<T>> reader;
    private final boolean strict;
    private final InstantSource clock;
    private final Instant start;
    private final List<ImportStep.Fault> faults = new ArrayList<>();
    private long read;
    private long imported;
    private long rejected;

    /**
     * @param strict keep nothing if any line is bad: the batches must then go into one transaction that a failure rolls
     *     back
     */
    public ImportRun(Function<String, LineResult<T>> reader, boolean strict, InstantSource clock) {
        this.reader = reader;
        this.strict = strict;
        this.clock = clock;
        this.start = clock.instant();
    }

    /**
     * Imports, and tells after each batch how far it is. A strict one with bad lines fails with the {@link
     * ApiException} {@code IMPORT_REFUSED}.
     */
    public Multi<ImportStep> run(Multi<Line> lines, Function<List<T>, Uni<Void>> keep) {
        Multi<ImportStep> batches = lines.group()
                .intoLists()
                .of(BATCH)
                .onItem()
                .transformToUniAndConcatenate(batch -> keepGoodOnes(batch, keep));
        return batches.onCompletion().call(this::insist);
    }

    /** How many lines were kept until now. */
    public long imported() {
        return imported;
    }

    /** The report, once the run is over. */
    public ImportStep report() {
        long millis = Duration.between(start, clock.instant()).toMillis();
        return new ImportStep.Report(read, imported, rejected, List.copyOf(faults), millis);
    }

    private Uni<ImportStep> keepGoodOnes(List<Line> batch, Function<List<T>, Uni<Void>> keep) {
        List<T> good = new ArrayList<>(batch.size());
        batch.forEach(line -> sort(line, good));
        boolean nothingToKeep = good.isEmpty() || (strict && rejected > 0);
        return (nothingToKeep ? Uni.createFrom().voidItem() : keep.apply(good)).map(kept -> {
            imported += good.size();
            return new ImportStep.Progress(read, imported, rejected);
        });
    }

    private void sort(Line line, List<T> good) {
        read++;
        if (line instanceof Line.Unreadable unreadable) {
            reject(unreadable.number(), unreadable.reason());
        } else if (line instanceof Line.Text text) {
            LineResult<T> reading = reader.apply(text.text());
            if (reading instanceof LineResult.Good<T> readable) {
                good.add(readable.value());
            } else if (reading instanceof LineResult.Bad<T> bad) {
                reject(text.number(), bad.reason());
            }
        }
    }

    private void reject(long line, String reason) {
        rejected++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new ImportStep.Fault(line, reason));
        }
    }

    private Uni<Void> insist() {
        if (!strict || rejected == 0) {
            return Uni.createFrom().voidItem();
        }
        List<ApiException.Fault> named = faults.stream()
                .map(fault -> new ApiException.Fault("line " + fault.line(), fault.reason()))
                .toList();
        String detail = "Nothing was imported: " + rejected + " of " + read + " lines are bad";
        return Uni.createFrom().failure(ApiException.invalid("IMPORT_REFUSED", detail, named));
    }
}
