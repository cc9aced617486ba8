package dev.earshot.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Text files on the class path, in the folders that the native image includes ({@code quarkus.native.resources}). */
public final class TextResource {
    private TextResource() {}

    /**
     * The lines without blank ones and comments ({@code # …}). A line that begins with spaces goes on with the one
     * before: after a space, or at once where it begins with a bar.
     *
     * @param path from the root of the class path, such as {@code signal/homonyms.txt}
     */
    public static List<String> lines(String path) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = reader(path)) {
            reader.lines().filter(line -> !isComment(line)).forEach(line -> add(lines, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.startsWith("#!") || line.startsWith("# ");
    }

    private static void add(List<String> lines, String line) {
        if (lines.isEmpty() || !line.startsWith(" ")) {
            lines.add(line);
            return;
        }
        String rest = line.strip();
        int last = lines.size() - 1;
        lines.set(last, lines.get(last) + (rest.startsWith("|") ? "" : " ") + rest);
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
