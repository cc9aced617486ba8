package dev.earshot.taxonomy;

import dev.earshot.common.TextResource;
import java.util.Map;
import java.util.stream.Collectors;

/** Names of signals and tiers as people of a language read them: where the starter taxonomy has such a name. */
public final class SignalLabels {
    private static final Map<String, Map<String, String>> NAMES = Map.of("tr", names("signal/names-tr.txt"));

    private SignalLabels() {}

    /**
     * The name in a language; as it is in the taxonomy where the language has none.
     *
     * @param language of two letters, such as {@code tr}
     */
    public static String of(String name, String language) {
        return NAMES.getOrDefault(language, Map.of()).getOrDefault(name, name);
    }

    private static Map<String, String> names(String resource) {
        return TextResource.lines(resource).stream()
                .map(line -> line.split(" = ", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1], (first, second) -> second));
    }
}
