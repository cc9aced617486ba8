package dev.earshot.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The 2,465 products of the AWS Retail Demo Store, which lie beside the project on some machines; tests that need them
 * are skipped on others.
 */
public final class RetailProducts {
    private static final Path FILE = Path.of("..", "shared", "data", "retail-products.ndjson");

    private RetailProducts() {}

    /** One product a line, as JSON. */
    public static String text() {
        assumeTrue(Files.exists(FILE), "There are no retail products here");
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
