package dev.earshot.shipping;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What the native image is going to be told: the very files that Quarkus hands to {@code native-image}, from {@code target/native-sources}. */
final class NativeConfig {
    static final Path SOURCES = Path.of("target", "native-sources");
    private static final String FOLDER = "META-INF/native-image/";

    private final Map<String, JsonObject> reflection;
    private final List<Pattern> resources;

    private NativeConfig(Map<String, JsonObject> reflection, List<Pattern> resources) {
        this.reflection = reflection;
        this.resources = resources;
    }

    static NativeConfig read() {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(SOURCES, "*-runner.jar");
                ZipFile jar = new ZipFile(jars.iterator().next().toFile())) {
            Map<String, JsonObject> types = new JsonArray(text(jar, "reflect-config.json"))
                    .stream()
                            .map(JsonObject.class::cast)
                            .collect(Collectors.toMap(
                                    entry -> entry.getString("name"), Function.identity(), NativeConfig::both));
            List<Pattern> patterns = new JsonObject(text(jar, "resource-config.json"))
                    .getJsonObject("resources").getJsonArray("includes").stream()
                            .map(entry -> Pattern.compile(((JsonObject) entry).getString("pattern")))
                            .toList();
            return new NativeConfig(types, patterns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject both(JsonObject one, JsonObject other) {
        return one.copy().mergeIn(other);
    }

    private static String text(ZipFile jar, String file) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(FOLDER + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether Jackson can take this type apart and put it together. */
    boolean reflectsOn(String type) {
        JsonObject entry = reflection.getOrDefault(type, new JsonObject());
        return Stream.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields")
                .allMatch(what -> entry.getBoolean(what, false));
    }

    boolean holds(String resource) {
        return resources.stream().anyMatch(pattern -> pattern.matcher(resource).matches());
    }
}
