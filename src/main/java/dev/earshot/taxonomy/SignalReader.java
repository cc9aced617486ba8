package dev.earshot.taxonomy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.earshot.common.TextSanitizer;
import dev.earshot.http.JsonText;
import dev.earshot.http.upload.LineResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads signals from lines of CSV or JSON. */
final class SignalReader {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Wire.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int LONGEST_NAME = 200;
    private static final int MOST_WORDS = 100;

    /** A signal as files write it. */
    @RegisterForReflection(registerFullHierarchy = true)
    record Wire(String id, String name, String type, List<String> path, List<String> keywords) {}

    private SignalReader() {}

    static LineResult<Signal> json(String line) {
        try {
            return signal(JSON.readValue(line));
        } catch (JsonProcessingException e) {
            return LineResult.bad(JsonText.doubledKey(e)
                    .map(key -> "has " + key + " twice")
                    .orElse("is not a JSON object with id, name, type, path and keywords"));
        }
    }

    static LineResult<Signal> csv(Map<String, String> values) {
        return signal(new Wire(
                values.get("id"),
                values.get("name"),
                values.get("type"),
                list(values.get("path"), ">"),
                list(values.get("keywords"), ";")));
    }

    /** A signal of another format, with names as they are in all of them. */
    static LineResult<Signal> cleaned(Signal signal) {
        return signal(new Wire(signal.id(), signal.name(), signal.type().name(), signal.path(), signal.keywords()));
    }

    private static LineResult<Signal> signal(Wire wire) {
        if (wire == null || wire.id() == null || !ID.matcher(wire.id()).matches()) {
            return LineResult.bad("id must be 1 to 64 letters, digits, '_', '.' or '-'");
        }
        if (!isWord(wire.name())) {
            return LineResult.bad("name must be 1 to " + LONGEST_NAME + " visible characters");
        }
        String name = shown(wire.name());
        List<String> path = wire.path() == null || wire.path().isEmpty() ? List.of(name) : wire.path();
        List<String> keywords = wire.keywords() == null ? List.of() : wire.keywords();
        if (!areWords(path) || !areWords(keywords)) {
            return LineResult.bad("path and keywords must be at most " + MOST_WORDS + " texts of 1 to " + LONGEST_NAME
                    + " visible characters");
        }
        try {
            return LineResult.good(
                    new Signal(wire.id(), name, SignalType.of(wire.type()), shown(path), shown(keywords)));
        } catch (IllegalArgumentException | NullPointerException e) {
            return LineResult.bad("type must be location, transaction, demographic or interest");
        }
    }

    /** Names go into prompts, so invisible characters are removed. */
    private static String shown(String word) {
        return TextSanitizer.text(word, LONGEST_NAME);
    }

    private static List<String> shown(List<String> words) {
        return words.stream().map(SignalReader::shown).toList();
    }

    private static boolean areWords(List<String> words) {
        return words.size() <= MOST_WORDS && words.stream().allMatch(SignalReader::isWord);
    }

    private static boolean isWord(String word) {
        return word != null
                && word.codePointCount(0, word.length()) <= LONGEST_NAME
                && word.indexOf('\0') < 0
                && !shown(word).isEmpty();
    }

    private static List<String> list(String column, String separator) {
        return column == null
                ? List.of()
                : Arrays.stream(column.split(separator))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
