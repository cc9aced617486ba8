package dev.earshot.chat.agent.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some wordings of one thing.
 *
 * @param given what is said before
 * @param then what must hold of the reply
 */
record Wordings(String name, List<String> given, List<String> then, List<String> said) {
    /** All of {@code dialogue/wordings-<language>.txt}. */
    static Stream<Wordings> in(String language) {
        List<Wordings> all = new ArrayList<>();
        for (String line : lines("dialogue/wordings-" + language + ".txt")) {
            String rest = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("# ")) {
                all.add(new Wordings(rest, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            } else if (line.startsWith("given: ")) {
                Stream.of(rest.split("\\|"))
                        .map(String::strip)
                        .forEach(last(all).given()::add);
            } else if (line.startsWith("then: ")) {
                Stream.of(rest.split(";")).map(String::strip).forEach(last(all).then()::add);
            } else if (line.startsWith("- ")) {
                last(all).said().add(rest);
            }
        }
        return all.stream();
    }

    private static List<String> lines(String path) {
        try (InputStream file = Wordings.class.getResourceAsStream("/" + path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#!"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Wordings last(List<Wordings> all) {
        return all.get(all.size() - 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
