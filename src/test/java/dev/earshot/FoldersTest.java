package dev.earshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A folder can be taken in at a glance, and a class is found by its name alone. */
class FoldersTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final int MOST_CLASSES = 24;
    private static final String ABOUT = "package-info.java";

    @Test
    void a_folder_holds_at_most_two_dozen_classes_and_says_what_lives_there() throws IOException {
        for (Path folder : folders(MAIN)) {
            if (!classes(folder).isEmpty()) {
                assertThat(folder.resolve(ABOUT)).exists();
            }
        }
        for (Path root : List.of(MAIN, TESTS)) {
            for (Path folder : folders(root)) {
                assertThat(classes(folder)).as("%s", folder).hasSizeLessThanOrEqualTo(MOST_CLASSES);
            }
        }
    }

    @Test
    void a_simple_name_stands_once_in_the_program_tests_included() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path root : List.of(MAIN, TESTS)) {
            for (Path folder : folders(root)) {
                names.addAll(classes(folder));
            }
        }
        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void the_table_of_packages_names_every_room() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/architecture.md"));
        Path root = MAIN.resolve("dev/earshot");
        for (Path folder : folders(root)) {
            Path within = root.relativize(folder);
            if (!classes(folder).isEmpty() && !within.toString().isEmpty()) {
                String row = rows.stream()
                        .filter(line -> line.startsWith("| `" + within.getName(0) + "` |"))
                        .findFirst()
                        .orElse("");
                assertThat(row).as("%s", within).contains("`" + within.getFileName() + "`");
            }
        }
    }

    private static List<Path> folders(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private static List<String> classes(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals(ABOUT))
                    .toList();
        }
    }
}
