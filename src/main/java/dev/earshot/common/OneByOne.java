package dev.earshot.common;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Works through the items of a job one by one. An item that fails stops none behind it: else the first that can't be
 * done would end the job there each time, for as long as it exists.
 */
public final class OneByOne {
    private OneByOne() {}

    /** Completes with the results once all is done; or fails then, with the first failure, which holds the others. */
    public static <T, R> Uni<List<R>> all(List<T> items, Function<T, Uni<R>> work) {
        return Uni.createFrom().deferred(() -> {
            List<Throwable> failures = new ArrayList<>();
            return Multi.createFrom()
                    .iterable(items)
                    .onItem()
                    .transformToUniAndConcatenate(item -> Uni.createFrom()
                            .deferred(() -> work.apply(item))
                            .onFailure()
                            .invoke(failures::add)
                            .onFailure()
                            .recoverWithNull())
                    .collect()
                    .asList()
                    .chain(results -> failures.isEmpty()
                            ? Uni.createFrom().item(results)
                            : Uni.createFrom().failure(together(failures)));
        });
    }

    private static Throwable together(List<Throwable> failures) {
        Throwable first = failures.get(0);
        failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
        return first;
    }
}
