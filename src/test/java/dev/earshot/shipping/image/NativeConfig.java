package dev.earshot.shipping.image;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;

/**
 * What the native image will know: the very files that Quarkus hands to {@code native-image}, from {@code
 * target/native-sources}, those of libraries, and the names in the features that run during the build.
 */
final class NativeConfig {
    static final Path SOURCES = Path.of("target", "native-sources");
    /** Made by Quarkus of what its extensions ask for, such as classes that are initialized at run time. */
    private static final String OWN_FEATURE = "io.quarkus.runner.Feature";

    private static final String FOLDER = "META-INF/native-image/";
    private static final Pattern METADATA = Pattern.compile(FOLDER + ".*\\.json");
    private static final Pattern LATE = Pattern.compile("--initialize-at-run-time=([^ ]+)");
    private static final String EXCLUSIONS = "--exclude-config";
    private static final String FEATURES = "--features=";
    private static final int STRING = 8;

    private final Map<String, JsonObject> reflection = new HashMap<>();
    private final Set<Pattern> resources = new HashSet<>();
    private final Set<String> bundles = new HashSet<>();
    private final Set<String> proxies = new HashSet<>();
    /** Every text in the features that are run: among them the classes that they register. */
    private final Set<String> named = new HashSet<>();

    private final Set<String> features = new HashSet<>(Set.of(OWN_FEATURE));
    private final Set<Pattern> excluded = new HashSet<>();

    /** What lies in the jars, and in which. */
    private final Map<String, Path> files = new HashMap<>();
    /** What libraries have initialized at run time: classes and packages. */
    private final Set<String> late = new HashSet<>();

    private NativeConfig() {}

    static NativeConfig read() {
        NativeConfig image = new NativeConfig();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            image.readArguments(Files.readString(SOURCES.resolve("native-image.args")));
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".jar")).toList()) {
                image.look(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return image;
    }

    private void readArguments(String text) {
        List<String> arguments = List.of(text.strip().split("\\s+"));
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith(FEATURES)) {
                features.addAll(
                        List.of(arguments.get(i).substring(FEATURES.length()).split(",")));
            } else if (arguments.get(i).equals(EXCLUSIONS)) {
                excluded.add(Pattern.compile(arguments.get(i + 2)));
            }
        }
    }

    private void look(Path file) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                files.putIfAbsent(name, file);
                boolean isExcluded = excluded.stream()
                        .anyMatch(pattern -> pattern.matcher("/" + name).matches());
                if (METADATA.matcher(name).matches() && !isExcluded) {
                    read(name, new String(bytes(jar, entry), StandardCharsets.UTF_8));
                } else if (name.startsWith(FOLDER) && name.endsWith(".properties")) {
                    readLate(new String(bytes(jar, entry), StandardCharsets.UTF_8));
                } else if (name.endsWith(".class") && features.contains(className(name))) {
                    readFeature(new ClassReader(bytes(jar, entry)));
                }
            }
        }
    }

    private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static String className(String entry) {
        return entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    }

    private void read(String file, String json) {
        if (file.endsWith("reflect-config.json")) {
            new JsonArray(json).stream().map(JsonObject.class::cast).forEach(this::addType);
        } else if (file.endsWith("resource-config.json")) {
            addResources(new JsonObject(json));
        } else if (file.endsWith("proxy-config.json")) {
            new JsonArray(json).forEach(entry -> proxies.add(names(entry)));
        }
    }

    private static String names(Object proxy) {
        JsonArray interfaces =
                proxy instanceof JsonArray array ? array : ((JsonObject) proxy).getJsonArray("interfaces");
        return interfaces.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private void readLate(String properties) {
        Matcher options = LATE.matcher(properties.replaceAll("\\\\\\s*", ""));
        while (options.find()) {
            late.addAll(List.of(options.group(1).split(",")));
        }
    }

    private void addType(JsonObject entry) {
        reflection.merge(
                entry.getString("name"), entry, (one, other) -> one.copy().mergeIn(other));
    }

    private void addResources(JsonObject config) {
        Object known = config.getValue("resources");
        JsonArray includes = known instanceof JsonObject object
                ? object.getJsonArray("includes", new JsonArray())
                : known instanceof JsonArray array ? array : new JsonArray();
        includes.forEach(entry -> resources.add(Pattern.compile(((JsonObject) entry).getString("pattern"))));
        config.getJsonArray("bundles", new JsonArray())
                .forEach(entry -> bundles.add(((JsonObject) entry).getString("name")));
    }

    private void readFeature(ClassReader feature) {
        char[] buffer = new char[feature.getMaxStringLength()];
        for (int i = 1; i < feature.getItemCount(); i++) {
            int at = feature.getItem(i);
            if (at > 0 && feature.readByte(at - 1) == STRING) {
                named.add((String) feature.readConst(i, buffer));
            }
        }
    }

    /** Whether Jackson can take this type apart and put it together. */
    boolean reflectsOn(String type) {
        return hasAll(type, "Constructors") && hasAll(type, "Methods") && hasAll(type, "Fields");
    }

    /** Whether a class can be found by this name, and made. */
    boolean finds(String type) {
        return reflection.containsKey(type) || named.contains(type);
    }

    /** Whether these members can be looked up: all of them, or named ones. */
    boolean reflectsOn(String type, String members) {
        JsonObject entry = reflection.getOrDefault(type, new JsonObject());
        String some = members.equals("Fields") ? "fields" : "methods";
        return hasAll(type, members)
                || entry.getBoolean("allPublic" + members, false)
                || !entry.getJsonArray(some, new JsonArray()).isEmpty()
                || named.contains(type);
    }

    /** Whether a class of this name is in the jars, and not in the JDK. */
    boolean has(String type) {
        return isFile(type.replace('.', '/') + ".class");
    }

    boolean isFile(String name) {
        return files.containsKey(name);
    }

    boolean initializesAtRunTime(String type) {
        return named.contains(type) || late.stream().anyMatch(one -> type.equals(one) || type.startsWith(one + "."));
    }

    /** Whether a method has this class's name as a literal, which {@code native-image} sees for itself. */
    boolean names(String method, String type) {
        String owner = method.split("#")[0].replace('.', '/') + ".class";
        return isFile(owner)
                && Literals.in(contentOf(owner), method.split("#")[1]).contains(type);
    }

    /** Whether whatever provides a service is found and can be made. */
    boolean serves(String service) {
        String list = "META-INF/services/" + service;
        return !isFile(list)
                || (holds(list)
                        && new String(contentOf(list), StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.replaceFirst("#.*", "").strip())
                                .filter(line -> !line.isEmpty())
                                .allMatch(this::finds));
    }

    boolean bundles(String name) {
        return bundles.contains(name);
    }

    boolean proxies(String interfaces) {
        return proxies.contains(interfaces);
    }

    private byte[] contentOf(String name) {
        try (ZipFile jar = new ZipFile(files.get(name).toFile())) {
            return bytes(jar, jar.getEntry(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasAll(String type, String what) {
        return reflection.getOrDefault(type, new JsonObject()).getBoolean("allDeclared" + what, false);
    }

    boolean holds(String resource) {
        return resources.stream().anyMatch(pattern -> pattern.matcher(resource).matches());
    }
}
