package dev.earshot.http;

import dev.earshot.testing.Npm;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

/**
 * The document as it is served, read by an outside linter, by the rules in {@code src/test/openapi-lint/ruleset.yaml}.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class OpenApiLintTest {

    @Test
    void spectral_finds_no_error_in_the_openapi_document() {
        Npm npm = Npm.install("openapi-lint");
        npm.write("openapi.json", RestAssured.get("/q/openapi?format=json").asString());
        npm.run(
                "node_modules/.bin/spectral",
                "lint",
                "--quiet",
                "--ruleset",
                "ruleset.yaml",
                "--fail-severity",
                "error",
                "openapi.json");
    }
}
