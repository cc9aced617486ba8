package dev.earshot.shipping.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link LookupRecorder} has written down, and what of it the image would not find. */
final class LookupRecord {
    /** All that happens in its initializer happens while the image is built. */
    private static final String STATIC_START = "io.quarkus.runner.ApplicationImpl";

    private static final String JACKSON = "com.fasterxml.jackson.databind.";
    private static final String MIXIN = " io.quarkiverse.mcp.server.runtime.McpObjectMapperCustomizer$ResponseMixin";
    private static final String ONLY_AN_ANNOTATION = "has no members, only an annotation";
    /**
     * Without GraalVM the files alone can't tell; the binary that integration tests passed with had no more than these.
     */
    private static final String SEEN = "works in the binary";

    /** Callers, some with what they look for, that get along without an answer, or never ask in the image; and why. */
    private static final Map<String, String> NEEDS_NONE = Map.ofEntries(
            Map.entry("io.quarkus.bootstrap.runner.", "starts the jar, of which there is none"),
            Map.entry("io.quarkus.runtime.configuration.AbstractConfigBuilder io.quarkus.", SEEN),
            Map.entry("io.quarkus.runtime.configuration.AbstractConfigBuilder io.smallrye.", SEEN),
            Map.entry("io.smallrye.config.ConfigMappingInterface#", "the build has made what it would make"),
            Map.entry("io.smallrye.common.classloader.ClassPathUtils application.", "its values are in the image"),
            Map.entry("io.smallrye.config.AbstractLocationConfigSourceLoader application.", "the same"),
            Map.entry(
                    "io.smallrye.config.SmallRyeConfigProviderResolver#", "has a factory of its own if there is none"),
            Map.entry("io.netty.channel.ChannelHandlerMask$2#", "which methods it may skip; in doubt none"),
            Map.entry("org.hibernate.service.internal.AbstractServiceRegistryImpl#", "Quarkus has a feature for it"),
            Map.entry("org.hibernate.boot.registry.selector.internal.StrategySelectorImpl ", SEEN),
            Map.entry("org.hibernate.persister.internal.PersisterFactoryImpl ", SEEN),
            Map.entry("com.arjuna.common.internal.util.propertyservice.BeanPopulator ", SEEN),
            Map.entry("com.arjuna.common.util.propertyservice.FileLocator jbossts-properties.xml", SEEN),
            Map.entry("io.quarkus.narayana.jta.runtime.NarayanaJtaRecorder ", SEEN),
            Map.entry("com.github.benmanes.caffeine.cache.Caffeine#hasMethodOverride", "literals, seen by the build"),
            Map.entry(JACKSON + "util.ClassUtil org.flywaydb.core.extensibility.Plugin", "has no properties"),
            Map.entry(JACKSON + "introspect.AnnotatedFieldCollector io.quarkiverse.mcp.server.", "read by methods"),
            Map.entry(JACKSON + "util.ClassUtil io.quarkiverse.mcp.server.Content$Annotations", "never set here"),
            Map.entry(JACKSON + "util.ClassUtil" + MIXIN, ONLY_AN_ANNOTATION),
            Map.entry(JACKSON + "introspect.AnnotatedCreatorCollector" + MIXIN, ONLY_AN_ANNOTATION),
            Map.entry(JACKSON + "introspect.AnnotatedMethodCollector" + MIXIN, ONLY_AN_ANNOTATION));

    private record Lookup(String kind, String target, String detail, String caller, List<String> initializers) {
        static Lookup of(String line) {
            String[] parts = line.split("\t", -1);
            List<String> initializers = parts[4].isEmpty() ? List.of() : List.of(parts[4].split(","));
            return new Lookup(parts[0], parts[1], parts[2], parts[3], initializers);
        }

        String callingClass() {
            return caller.split("#")[0];
        }

        @Override
        public String toString() {
            return String.join(" ", kind, target, detail, "by", caller);
        }
    }

    private final List<Lookup> lookups;

    private LookupRecord(List<Lookup> lookups) {
        this.lookups = lookups;
    }

    static LookupRecord read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return new LookupRecord(lines.map(Lookup::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was looked up, at whatever time. */
    Set<String> targets() {
        return lookups.stream().map(Lookup::target).collect(Collectors.toSet());
    }

    /** Each with the class that looked it up. */
    Set<String> missing(NativeConfig image) {
        Set<String> missing = new TreeSet<>();
        for (Lookup lookup : lookups) {
            boolean isOfTheBuild = lookup.initializers().stream()
                    .anyMatch(type -> type.equals(STATIC_START) || !image.initializesAtRunTime(type));
            if (!isOfTheBuild && !isExplained(lookup) && !isThere(lookup, image)) {
                missing.add(lookup.toString());
            }
        }
        return missing;
    }

    private static boolean isExplained(Lookup lookup) {
        return NEEDS_NONE.keySet().stream()
                .anyMatch(known -> lookup.caller().startsWith(known)
                        || (lookup.callingClass() + " " + lookup.target()).startsWith(known));
    }

    private static boolean isThere(Lookup lookup, NativeConfig image) {
        String target = lookup.target();
        return switch (lookup.kind()) {
            case "class" -> !image.has(target) || image.finds(target) || image.names(lookup.caller(), target);
            // Look-ups of the JDK's own types find nothing in an image, and their callers know them by heart.
            case "members" -> !image.has(target) || image.reflectsOn(target, lookup.detail());
            case "resource" -> !image.isFile(target) || image.holds(target);
            case "service" -> image.serves(target);
            case "bundle" -> image.bundles(target);
            case "proxy" -> image.proxies(target);
            default -> throw new IllegalStateException(lookup.toString());
        };
    }
}
