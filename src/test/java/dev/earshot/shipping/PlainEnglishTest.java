package dev.earshot.shipping;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documentation and Javadoc name their subjects, and fit on a screen. */
class PlainEnglishTest {
    private static final int COLUMNS = 120;

    /** A sentence that hides its subject; a question, such as one in CONTRIBUTING, may begin like this. */
    private static final Pattern RIDDLE = Pattern.compile(
            "(?:^|[.!:] |\\| |<p>|\\* |\\*\\*)(?:Who|Whom|Whose|Whoever|Nobody|Somebody) [^?|]*(?:[.|]|$)");

    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern TWO_JAVADOCS = Pattern.compile("\\*/\\s*/\\*\\*");
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"{3}\\n.*?\"{3}", Pattern.DOTALL);

    @Test
    void no_sentence_in_the_documentation_hides_its_subject() {
        assertThat(pages().flatMap(page -> paragraphs(read(page)).filter(PlainEnglishTest::isRiddle)))
                .isEmpty();
    }

    @Test
    void no_sentence_in_javadoc_hides_its_subject() {
        assertThat(sources()
                        .flatMap(source -> JAVADOC.matcher(read(source))
                                .results()
                                .flatMap(comment -> paragraphs(comment.group(1).replaceAll("(?m)^\\s*\\* ?", "")))
                                .filter(PlainEnglishTest::isRiddle)
                                .map(text -> source.getFileName() + ": " + text)))
                .isEmpty();
    }

    /** Of two in a row, the first belongs to another member and is lost. */
    @Test
    void no_two_javadocs_stand_before_one_member() {
        assertThat(sources().filter(source -> TWO_JAVADOCS.matcher(read(source)).find()))
                .isEmpty();
    }

    @Test
    void the_readme_is_short() {
        assertThat(read(Path.of("README.md")).lines().count()).isLessThanOrEqualTo(150);
    }

    /** A row of a Markdown table can't be broken. */
    @Test
    void lines_of_the_documentation_fit_in_120_columns() {
        assertThat(pages().flatMap(page -> tooLong(page, read(page))))
                .filteredOn(line -> !line.contains(": |"))
                .isEmpty();
    }

    /** Text blocks and other long literals, such as JSON and SQL, may be wider where a break would hurt. */
    @Test
    void lines_of_java_fit_in_120_columns() {
        assertThat(sources().flatMap(source -> tooLong(source, withoutTextBlocks(read(source)))))
                .filteredOn(line -> !line.contains("\""))
                .isEmpty();
    }

    private static boolean isRiddle(String paragraph) {
        return RIDDLE.matcher(paragraph).find();
    }

    /** Without code, each as one line, since a sentence may begin on one line and end on another. */
    private static Stream<String> paragraphs(String text) {
        return Stream.of(text.replaceAll("(?s)```.*?```", "").split("\\n\\s*\\n|\\n(?=\\s*(?:[-|#@]|<p>))"))
                .map(paragraph -> paragraph
                        .lines()
                        .map(String::strip)
                        .collect(joining(" "))
                        .strip());
    }

    private static String withoutTextBlocks(String source) {
        return TEXT_BLOCK
                .matcher(source)
                .replaceAll(block -> Matcher.quoteReplacement("\n".repeat((int)
                        block.group().chars().filter(c -> c == '\n').count())));
    }

    private static Stream<String> tooLong(Path file, String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).codePointCount(0, lines.get(at).length()) > COLUMNS)
                .mapToObj(at -> file + ":" + (at + 1) + ": " + lines.get(at).strip());
    }

    private static Stream<Path> pages() {
        return Stream.concat(
                Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                        .map(Path::of),
                files(Path.of("docs"), ".md"));
    }

    private static Stream<Path> sources() {
        return Stream.of("main", "test").flatMap(part -> files(Path.of("src", part, "java"), ".java"));
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
