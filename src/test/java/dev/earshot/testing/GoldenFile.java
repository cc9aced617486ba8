package dev.earshot.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * A file in {@code src/test/resources/golden} that pins what others see of Earshot: a refactoring must not change it.
 * An intended change is written with {@code -Dearshot.golden.write=true} and then shows in the commit.
 */
public final class GoldenFile {
    private static final boolean WRITE = Boolean.getBoolean("earshot.golden.write");

    private final Path file;

    private GoldenFile(String name) {
        file = Path.of("src/test/resources/golden").resolve(name);
    }

    public static GoldenFile of(String name) {
        return new GoldenFile(name);
    }

    /** Members are compared by name: their order is nothing that a client sees. */
    public void mustEqual(String json) throws IOException {
        String text = pretty(json);
        write(text);
        assertThat(text).as("See %s", GoldenFile.class).isEqualTo(Files.readString(file));
    }

    /** Each line of the file must be among these; there may be more. */
    public void mustBeAmong(Iterable<String> lines) throws IOException {
        JsonArray found = new JsonArray();
        lines.forEach(found::add);
        write(pretty(found.encode()));
        List<String> golden = new JsonArray(Files.readString(file))
                .stream().map(Object::toString).toList();
        assertThat(lines).as("See %s", GoldenFile.class).containsAll(golden);
    }

    private void write(String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }

    private static String pretty(String json) {
        Object value = json.startsWith("[") ? sorted(new JsonArray(json)) : sorted(new JsonObject(json));
        return (value instanceof JsonArray array ? array.encodePrettily() : ((JsonObject) value).encodePrettily())
                + "\n";
    }

    private static Object sorted(Object value) {
        if (value instanceof JsonObject object) {
            JsonObject members = new JsonObject();
            new TreeMap<>(object.getMap()).keySet().forEach(name -> members.put(name, sorted(object.getValue(name))));
            return members;
        }
        if (value instanceof JsonArray array) {
            JsonArray items = new JsonArray();
            array.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return value;
    }
}
