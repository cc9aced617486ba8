package dev.earshot.console;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Management;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page as files: all there, all ours, nothing that the policy would have to allow. What it does, {@code ConsoleIT}
 * shows in a browser.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ConsoleTest {
    private static final Path SOURCES = Path.of("src", "main", "resources", "META-INF", "resources");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '([^']+)'");
    private static final Pattern LINKED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("'([a-zA-Z0-9_]+(?:\\.[a-zA-Z0-9_]*)?)':\\s+['\"]");
    private static final Pattern USED = Pattern.compile("\\bt\\('([^']+)'");

    @Test
    void the_page_is_public_and_may_load_and_ask_nothing_foreign() {
        get("/").then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", is("no-cache"))
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Content-Type-Options", is("nosniff"));
        assertThat(get("/").asString())
                .doesNotContain("<style", "style=", "onload=")
                .doesNotContainPattern("<script[^>]*>[^<]");
    }

    @Test
    void every_file_that_the_page_loads_is_served() {
        Deque<String> open = new ArrayDeque<>();
        found(LINKED, get("/").asString()).forEach(link -> open.push("/" + link));
        Set<String> seen = new TreeSet<>();
        while (!open.isEmpty()) {
            String path = open.pop();
            if (seen.add(path)) {
                Response file = get(path);
                assertThat(file.statusCode()).as(path).isEqualTo(200);
                found(IMPORT, path.endsWith(".js") ? file.asString() : "").stream()
                        .map(name ->
                                Path.of(path).resolveSibling(name).normalize().toString())
                        .forEach(open::push);
            }
        }
        assertThat(seen)
                .contains("/console/icon.svg", "/console/chat/thread.js", "/_static/lit-html/3.3.2/lit-html.js");
        assertThat(seen).as("Files that nothing loads").containsAll(shipped());
        assertThat(Management.metrics())
                .as("A hundred paths are told apart")
                .contains("uri=\"/console/{file}\"", "uri=\"/_static/{file}\"")
                .doesNotContain("main.js");
    }

    /** Below a prefix that a proxy strips, nothing at the root of the host is ours. */
    @Test
    void no_file_names_another_by_its_place_on_the_host() throws IOException {
        assertThat(found(LINKED, source("index.html"))).isNotEmpty().noneMatch(link -> link.startsWith("/"));
        for (String file : shipped()) {
            String source = source(file.substring(1));
            assertThat(found(IMPORT, source)).as(file).allMatch(name -> name.startsWith("."));
            assertThat(source)
                    .as(file)
                    .doesNotContainPattern("(?:src|href)=\"/|await fetch\\((?!at\\(|endpoint|`\\$)|location\\.origin");
        }
    }

    @Test
    void the_page_is_told_how_people_log_in() {
        get("/console/setup.json")
                .then()
                .statusCode(200)
                .body("login.kind", is("sandbox"))
                .body("login.audience", is("earshot"))
                .body("login.roleClaims", is(List.of("groups", "roles")));
    }

    @Test
    void every_text_is_there_in_both_languages() throws IOException {
        Set<String> english = found(KEY, source("console/messages/en.js"));
        assertThat(found(KEY, source("console/messages/tr.js"))).isEqualTo(english);
        for (String file : shipped()) {
            assertThat(english).as(file).containsAll(found(USED, source(file.substring(1))));
        }
    }

    @Test
    void no_script_is_long_and_no_file_names_another_host() throws IOException {
        for (String file : shipped()) {
            if (file.endsWith(".js") && !file.contains("/messages/")) {
                assertThat(source(file.substring(1)).lines().count()).as(file).isLessThanOrEqualTo(300);
            }
            assertThat(source(file.substring(1)).replace("http://www.w3.org/2000/svg", ""))
                    .as(file)
                    .doesNotContainPattern("https?://[a-z]");
        }
    }

    private static Set<String> shipped() {
        try (Stream<Path> files = Files.walk(SOURCES.resolve("console"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> "/" + SOURCES.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String source(String file) throws IOException {
        return Files.readString(SOURCES.resolve(file));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
