package dev.earshot.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text files of this package. Each is asked for by its full name, as a native image has to be told them one by one.
 */
public final class TextResource {
    private TextResource() {}

    /** The lines that say something: no blank ones, no comments. */
    public static List<String> lines(String name) {
        try (InputStream in = TextResource.class.getResourceAsStream("/signal/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks signal/" + name);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#!") && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
