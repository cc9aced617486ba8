package dev.earshot.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text files on the class path, in the folders that the native image includes ({@code quarkus.native.resources}). */
public final class TextResource {
    private TextResource() {}

    /**
     * The lines without blank ones and comments ({@code # …}).
     *
     * @param path from the root of the class path, such as {@code signal/homonyms.txt}
     */
    public static List<String> lines(String path) {
        try (BufferedReader reader = reader(path)) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#!") && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file as it is, to be closed by the caller. */
    public static BufferedReader reader(String path) {
        InputStream in = TextResource.class.getResourceAsStream("/" + path);
        if (in == null) {
            throw new IllegalStateException("The class path lacks " + path);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
