package dev.earshot.taxonomy;

import java.util.List;

/**
 * An entry of the audience taxonomy.
 *
 * @param path the tiers from the root down to the signal itself, so the last one is its own
 * @param keywords further words, in any language, that mean this signal; the matcher treats them like its name
 */
public record Signal(String id, String name, SignalType type, List<String> path, List<String> keywords) {
    public Signal {
        path = List.copyOf(path);
        keywords = List.copyOf(keywords);
    }
}
