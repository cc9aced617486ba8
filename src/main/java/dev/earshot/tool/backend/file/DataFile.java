package dev.earshot.tool.backend.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A file of YAML or JSON as plain maps and lists. Nothing is made by reflection, and a file
 * can't name a class.
 */
final class DataFile {
    private static final Object BEGUN = new Object();

    private final String name;
    private final Map<Object, Object> copies = new IdentityHashMap<>();

    /** @param name what a fault calls the file */
    DataFile(String name) {
        this.name = name;
    }

    Object read(byte[] content, boolean json) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            Object read = json ? json(text) : yaml().load(text);
            return copy(Optional.ofNullable(read).orElse(Map.of()));
        } catch (MarkedYAMLException e) {
            throw fault("is not valid YAML in line " + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw fault("is not valid YAML");
        } catch (JsonProcessingException e) {
            throw fault("is not valid JSON in line " + e.getLocation().getLineNr());
        } catch (CharacterCodingException e) {
            throw fault("is not UTF-8");
        }
    }

    private ToolsFileFault fault(String expectation) {
        return new ToolsFileFault(name, expectation);
    }

    private static Object json(String text) throws JsonProcessingException {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readValue(text, Object.class);
    }

    /** Names become texts, such as the status 200 of an answer. What an alias repeats stays one object. */
    private Object copy(Object value) {
        if (!(value instanceof Map<?, ?>) && !(value instanceof List<?>)) {
            return value;
        }
        Object known = copies.put(value, BEGUN);
        if (known == BEGUN) {
            throw fault("has an alias for a part that it is within");
        }
        Object copy = known != null ? known : value instanceof Map<?, ?> map ? copy(map) : copy((List<?>) value);
        copies.put(value, copy);
        return copy;
    }

    private Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
        return copy;
    }

    private List<Object> copy(List<?> list) {
        List<Object> copy = new ArrayList<>();
        list.forEach(entry -> copy.add(copy(entry)));
        return copy;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(50);
        options.setCodePointLimit(Integer.MAX_VALUE);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new JsonLikeResolver());
    }

    /** Plain scalars mean what they would in JSON: {@code no} and {@code 2026-01-31} are texts. */
    private static final class JsonLikeResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("-?(?:0|[1-9][0-9]*)"), "-0123456789");
            addImplicitResolver(
                    Tag.FLOAT, Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"), "-0123456789");
            addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
            addImplicitResolver(Tag.NULL, Pattern.compile("null|~|"), "~n\0");
            addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
        }
    }
}
