package dev.earshot.tool.backend.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    @TempDir
    Path folder;

    private final SourceFiles files = new SourceFiles();

    @Test
    void another_content_counts_once_two_looks_have_found_the_same() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "a: 1");
        assertThat(files.read("a", file)).isEqualTo(Map.of("a", 1));
        assertThat(files.haveChanged()).isFalse();

        Files.writeString(file, "a: ");
        assertThat(files.haveChanged()).isFalse();
        Files.writeString(file, "a: 2");
        assertThat(files.haveChanged()).isFalse();
        assertThat(files.haveChanged()).isTrue();

        Files.writeString(file, "a: 1");
        assertThat(files.haveChanged()).isFalse();
        assertThat(files.haveChanged()).isFalse();
    }

    @Test
    void a_link_that_is_turned_counts_and_another_time_does_not() throws IOException {
        Path first = Files.writeString(folder.resolve("first"), "a: 1");
        Path second = Files.writeString(folder.resolve("second"), "a: 2");
        Path link = Files.createSymbolicLink(folder.resolve("tools.yaml"), first);
        files.read("a", link);
        Files.setLastModifiedTime(first, FileTime.from(Instant.EPOCH));
        assertThat(files.haveChanged()).isFalse();
        assertThat(files.haveChanged()).isFalse();

        Files.move(Files.createSymbolicLink(folder.resolve("next"), second), link, StandardCopyOption.REPLACE_EXISTING);
        files.haveChanged();
        assertThat(files.haveChanged()).isTrue();
    }

    @Test
    void a_file_that_comes_back_counts() throws IOException {
        Path file = folder.resolve("none.json");
        assertThatThrownBy(() -> files.read("none.json", file)).hasMessage("none.json can't be read");
        assertThat(files.haveChanged()).isFalse();

        Files.writeString(file, "{}");
        files.haveChanged();
        assertThat(files.haveChanged()).isTrue();
    }

    @Test
    void a_part_that_is_within_itself_and_a_broken_text_are_faults() throws IOException {
        Path circle = Files.writeString(folder.resolve("circle.yaml"), "a: &a {b: *a}");
        assertThatThrownBy(() -> files.read("circle.yaml", circle))
                .hasMessage("circle.yaml has an alias for a part that it is within");

        Path broken = Files.write(folder.resolve("broken.yaml"), new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(() -> files.read("broken.yaml", broken)).hasMessage("broken.yaml is not UTF-8");
    }
}
