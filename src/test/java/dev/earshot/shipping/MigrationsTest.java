package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Old and new replicas share a database during an update, so a migration only adds (see CONTRIBUTING). */
class MigrationsTest {
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final List<Pattern> NOT_BESIDE_AN_OLDER_VERSION = Stream.of(
                    "drop\\s+(?!(not\\s+null|default|constraint)\\b)\\w+",
                    "\\brename\\b",
                    "alter\\s+(column\\s+)?\\S+\\s+(set\\s+data\\s+)?type\\b",
                    "set\\s+not\\s+null",
                    "add\\s+(column\\s+)?(?![^,;]*\\bdefault\\b)[^,;]*not\\s+null",
                    "add\\s+(constraint\\s+\\S+\\s+)?(check|unique|exclude|foreign\\s+key|primary\\s+key)\\b",
                    "\\btruncate\\b")
            .map(statement -> Pattern.compile(statement, Pattern.CASE_INSENSITIVE))
            .toList();

    @Test
    void a_migration_takes_nothing_away_that_an_older_version_uses() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.sorted().toList()) {
                String sql = Files.readString(file).replaceAll("--.*", "");
                faults(sql).forEach(fault -> found.add(file.getFileName() + ": " + fault));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void what_would_break_an_older_version_is_found() {
        assertThat(faults("alter table call drop column tool;")).hasSize(1);
        assertThat(faults("alter table call drop tool;")).hasSize(1);
        assertThat(faults("drop index call_by_time;")).hasSize(1);
        assertThat(faults("drop trigger noted on call;")).hasSize(1);
        assertThat(faults("alter table call add weight integer not null;")).hasSize(1);
        assertThat(faults("alter table call add constraint whole check (weight > 0);"))
                .hasSize(1);
        assertThat(faults("alter table call add unique (tool);")).hasSize(1);
        assertThat(faults("alter table call alter column tool drop not null;")).isEmpty();
        assertThat(faults("alter table call rename tool to name;")).hasSize(1);
        assertThat(faults("alter table call alter column tool type integer;")).hasSize(1);
        assertThat(faults("alter table call add column weight integer not null;"))
                .hasSize(1);
        assertThat(faults("alter table call add column weight integer not null default 0;"))
                .isEmpty();
        assertThat(faults("alter table call add column weight integer default 0 not null;"))
                .isEmpty();
        assertThat(faults("alter table call add column weight integer;")).isEmpty();
    }

    @Test
    void versions_are_unique() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            assertThat(files.map(file -> file.getFileName().toString().split("__")[0]))
                    .doesNotHaveDuplicates()
                    .allMatch(version -> version.matches("V[0-9]+"));
        }
    }

    private static List<String> faults(String sql) {
        return NOT_BESIDE_AN_OLDER_VERSION.stream()
                .flatMap(pattern -> pattern.matcher(sql).results().map(match -> match.group()))
                .toList();
    }
}
