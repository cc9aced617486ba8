package dev.earshot.tool.backend.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that were read together, and whether they have changed since. Their content counts: Kubernetes changes a
 * mounted file by turning a link, and some file systems don't keep times exactly.
 */
public final class SourceFiles {
    private static final int LARGEST = 4_194_304;

    private final Map<Path, String> read = new LinkedHashMap<>();
    private Map<Path, String> seen = read;

    /** @param name what a fault calls the file */
    public Object read(String name, Path path) {
        byte[] content = content(path);
        read.put(path, digest(content));
        if (content == null) {
            throw new ToolsFileFault(name, "can't be read");
        }
        if (content.length > LARGEST) {
            throw new ToolsFileFault(name, "must have at most " + LARGEST + " bytes");
        }
        return new DataFile(name).read(content, path.toString().endsWith(".json"));
    }

    /** Whether the content is new and the previous look saw the same: a file that is being written is left alone. */
    public boolean haveChanged() {
        Map<Path, String> now = new LinkedHashMap<>();
        read.keySet().forEach(path -> now.put(path, digest(content(path))));
        boolean settled = now.equals(seen);
        seen = now;
        return settled && !now.equals(read);
    }

    /** At most one byte more than is allowed; {@code null} if the file can't be read. */
    private static byte[] content(Path path) {
        try (var file = Files.newInputStream(path)) {
            return file.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            return null;
        }
    }

    private static String digest(byte[] content) {
        try {
            return content == null
                    ? ""
                    : HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
