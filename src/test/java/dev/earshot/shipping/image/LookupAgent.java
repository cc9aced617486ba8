package dev.earshot.shipping.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;

/**
 * Records what the packaged application finds by name, by reflection and as a resource while it runs: {@code
 * -javaagent:<jar>=<file>}. Stack maps need no work, since no change adds a branch.
 */
public final class LookupAgent implements ClassFileTransformer {
    private static final List<Class<?>> PARTS =
            List.of(LookupAgent.class, LookupRecorder.class, LookupSites.class, LookupSites.Calls.class);
    private static final List<String> LEFT_ALONE =
            List.of("java/", "javax/", "jdk/", "sun/", "com/sun/", "org/objectweb/asm/", "dev/earshot/shipping/");

    private LookupAgent() {}

    public static void premain(String file, Instrumentation jvm) throws IOException {
        LookupRecorder.writeTo(file);
        jvm.addTransformer(new LookupAgent());
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] original) {
        if (loader == null || name == null || LEFT_ALONE.stream().anyMatch(name::startsWith)) {
            return null;
        }
        try {
            return LookupSites.changed(original);
        } catch (RuntimeException | Error e) {
            // The JVM would say nothing, and the class would go unrecorded.
            System.err.println("Look-ups of " + name + " are not recorded: " + e);
            return null;
        }
    }

    /** The agent as a jar, with the library that it works with: there is no other way to hand it to a JVM. */
    static Path jar(Path folder) {
        Path file = folder.resolve("lookups.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", LookupAgent.class.getName());
        try {
            Files.createDirectories(folder);
            Path asm = Path.of(ClassReader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                    JarFile library = new JarFile(asm.toFile())) {
                for (Class<?> part : PARTS) {
                    String entry = part.getName().replace('.', '/') + ".class";
                    add(jar, entry, LookupAgent.class.getResourceAsStream("/" + entry));
                }
                for (var entry : library.stream()
                        .filter(one -> one.getName().startsWith("org/objectweb/asm/")
                                && one.getName().endsWith(".class"))
                        .toList()) {
                    add(jar, entry.getName(), library.getInputStream(entry));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    private static void add(JarOutputStream jar, String name, InputStream content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        try (content) {
            content.transferTo(jar);
        }
    }
}
