package dev.earshot.chat.agent.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Forms in their order. Most say how a text begins that has them, so its first letters rule most of them out. What
 * remains for a beginning is kept.
 */
final class FormsByBeginning<F extends ActForm> {
    private static final int LETTERS = 2;

    private final List<F> all = new ArrayList<>();
    private final Map<String, List<F>> kept = new ConcurrentHashMap<>();

    void add(F form) {
        all.add(form);
    }

    void addAll(List<? extends F> forms) {
        all.addAll(forms);
    }

    /** Those that a folded text may have. */
    Stream<F> of(String folded) {
        if (folded.length() < LETTERS) {
            return all.stream();
        }
        String beginning = folded.substring(0, LETTERS);
        // Of other signs there are too many to keep them all.
        return beginning.chars().allMatch(FormsByBeginning::isPlain)
                ? kept.computeIfAbsent(beginning, this::beginning).stream()
                : all.stream();
    }

    private List<F> beginning(String beginning) {
        return all.stream().filter(form -> form.mayBegin(beginning)).toList();
    }

    private static boolean isPlain(int sign) {
        return sign >= 'a' && sign <= 'z' || sign >= '0' && sign <= '9' || sign == ' ';
    }
}
