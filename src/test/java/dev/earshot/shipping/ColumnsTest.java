package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Statements name their columns: a prepared one that takes all of them fails on every warm connection, once, when a
 * newer version has added a column to the table.
 */
class ColumnsTest {
    private static final Path MAIN = Path.of("src", "main");
    private static final Pattern ALL_COLUMNS = Pattern.compile(
            "\\b(select|returning)\\s+(distinct\\s+)?(\\w+\\.)?\\*|[a-z_]\\.\\*\\s*(,|\\bfrom\\b|$)"
                    + "|,\\s*(\\w+\\.)?\\*(\\s|,)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    @Test
    void no_statement_asks_for_all_columns() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            List<String> found = files.filter(file -> file.toString().matches(".*\\.(java|sql|json)"))
                    .flatMap(ColumnsTest::faults)
                    .toList();
            assertThat(found).isEmpty();
        }
    }

    @Test
    void a_statement_that_asks_for_all_columns_is_found() {
        assertThat(List.of(
                        "select * from item",
                        "select v.*, a.tag from activation v",
                        "select tag, a.* from audience a",
                        "insert into item (id) values (1) returning *"))
                .allMatch(statement -> ALL_COLUMNS.matcher(statement).find());
        assertThat(List.of("select count(*) from item", "select 2 * price from item", "a comment with 2.* or so"))
                .noneMatch(statement -> ALL_COLUMNS.matcher(statement).find());
    }

    private static Stream<String> faults(Path file) {
        try {
            String[] lines = Files.readString(file).split("\n");
            return Stream.of(lines)
                    .filter(line -> !line.matches("\\s*(\\*|/\\*|//|--|import ).*"))
                    .filter(line -> ALL_COLUMNS.matcher(line).find())
                    .map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
