package dev.earshot.tool.backend.file;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mapping of the file: gives its fields by name, and refuses one that is wrong or unknown by its whole path. */
public final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private final String path;
    private final String origin;
    private final Map<?, ?> fields;
    private final Set<String> read = new HashSet<>();

    public Section(String path, Object value) {
        this(path, value, "");
    }

    /** @param origin where fields come from that the file itself doesn't have, for faults; empty without such fields */
    public Section(String path, Object value, String origin) {
        this.path = path;
        this.origin = origin;
        if (!(value instanceof Map<?, ?> mapping)) {
            throw new ToolsFileFault(path.isEmpty() ? "the file" : path, "must be a mapping");
        }
        this.fields = mapping;
    }

    public ToolsFileFault fault(String name, String expectation) {
        return new ToolsFileFault(path(name), expectation);
    }

    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public String path() {
        return path;
    }

    /** A fault within this section, said with the origin of its fields. */
    public ToolsFileFault located(ToolsFileFault fault) {
        return origin.isEmpty() ? fault : new ToolsFileFault(fault.getMessage(), "(" + origin + ")");
    }

    public boolean has(String name) {
        return fields.get(name) != null;
    }

    public boolean isMapping(String name) {
        return fields.get(name) instanceof Map<?, ?>;
    }

    public List<String> names() {
        return fields.keySet().stream().map(String.class::cast).toList();
    }

    /** All fields as they stand in the file. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, value) -> values.put((String) name, value));
        return values;
    }

    private Optional<Object> value(String name) {
        read.add(name);
        return Optional.ofNullable(fields.get(name));
    }

    public Optional<String> optionalText(String name) {
        return value(name).map(value -> {
            if (!(value instanceof String) && !(value instanceof Number)) {
                throw fault(name, "must be a text");
            }
            return value.toString();
        });
    }

    public String text(String name) {
        return optionalText(name).filter(text -> !text.isBlank()).orElseThrow(() -> fault(name, "is missing"));
    }

    public boolean flag(String name, boolean otherwise) {
        return value(name)
                .map(value -> {
                    if (!(value instanceof Boolean)) {
                        throw fault(name, "must be true or false");
                    }
                    return (Boolean) value;
                })
                .orElse(otherwise);
    }

    public int number(String name, int otherwise, int least, int most) {
        return value(name)
                .map(value -> {
                    if (!(value instanceof Integer number) || number < least || number > most) {
                        throw fault(name, "must be a number between " + least + " and " + most);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    public Duration duration(String name, Duration otherwise, Duration least, Duration most) {
        return optionalText(name)
                .map(text -> {
                    Matcher matcher = DURATION.matcher(text);
                    Duration duration = matcher.matches() ? duration(matcher) : null;
                    if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                        throw fault(
                                name,
                                "must be a duration such as 500ms or 3s, between %s and %s"
                                        .formatted(shown(least), shown(most)));
                    }
                    return duration;
                })
                .orElse(otherwise);
    }

    private static Duration duration(Matcher matcher) {
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    public static String shown(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    public Optional<Section> section(String name) {
        return value(name).map(value -> new Section(path(name), value));
    }

    /** The mappings within one, by name and in the file's order. */
    public Map<String, Section> sections(String name) {
        Map<String, Section> sections = new LinkedHashMap<>();
        section(name)
                .ifPresent(all -> all.names()
                        .forEach(one -> sections.put(
                                one, new Section(all.path(one), all.value(one).orElse(null)))));
        return sections;
    }

    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        section(name).ifPresent(all -> all.names().forEach(one -> texts.put(one, all.text(one))));
        return texts;
    }

    public List<String> list(String name) {
        return value(name)
                .map(value -> {
                    List<?> all = value instanceof List<?> several ? several : List.of(value);
                    if (!all.stream().allMatch(String.class::isInstance)) {
                        throw fault(name, "must be a list of texts");
                    }
                    return all.stream().map(String.class::cast).toList();
                })
                .orElse(List.of());
    }

    /** Any value, as JSON has it. */
    public Optional<Object> json(String name) {
        return value(name).map(value -> json(path(name), value));
    }

    private static Object json(String path, Object value) {
        if (value instanceof Map<?, ?> mapping) {
            JsonObject object = new JsonObject();
            mapping.forEach((name, member) ->
                    object.put(String.valueOf(name), member == null ? null : json(path + "." + name, member)));
            return object;
        }
        if (value instanceof List<?> several) {
            JsonArray array = new JsonArray();
            for (int i = 0; i < several.size(); i++) {
                array.add(several.get(i) == null ? null : json(path + "." + i, several.get(i)));
            }
            return array;
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new ToolsFileFault(path, "must be a text, a number, true, false, a list or a mapping");
    }

    /** Refuses fields that nothing has read: a misspelt one would be ignored in silence. */
    public void end() {
        names().stream().filter(name -> !read.contains(name)).findFirst().ifPresent(name -> {
            throw fault(name, "is not known here");
        });
    }
}
