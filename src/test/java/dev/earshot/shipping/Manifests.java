package dev.earshot.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Kubernetes objects of one Kustomize folder, as {@code kubectl kustomize} renders them. */
record Manifests(String folder, List<JsonNode> objects) {
    private static final File LOG = new File("target", "kustomize.err");
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    /** Skips the test, saying so, where there is no {@code kubectl}. */
    static Manifests of(String folder) {
        Assumptions.assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> new File(path, "kubectl").canExecute()),
                "Skipped: there is no kubectl on this machine, so the manifests in k8s/ can't be rendered");
        return RENDERED.computeIfAbsent(folder, Manifests::rendered);
    }

    private static Manifests rendered(String folder) {
        try {
            Process kubectl = new ProcessBuilder("kubectl", "kustomize", "k8s/" + folder)
                    .redirectError(LOG)
                    .start();
            try (MappingIterator<JsonNode> documents =
                    new YAMLMapper().readerFor(JsonNode.class).readValues(kubectl.getInputStream())) {
                List<JsonNode> objects = documents.readAll();
                if (!kubectl.waitFor(30, TimeUnit.SECONDS) || kubectl.exitValue() != 0) {
                    throw new AssertionError("kubectl kustomize k8s/" + folder + " failed, see " + LOG);
                }
                return new Manifests(folder, objects);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The only one of its kind with this name. */
    JsonNode one(String kind, String name) {
        List<JsonNode> named = all(kind).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .toList();
        if (named.size() != 1) {
            throw new AssertionError("k8s/" + folder + " has " + named.size() + " of " + kind + "/" + name);
        }
        return named.get(0);
    }
}
