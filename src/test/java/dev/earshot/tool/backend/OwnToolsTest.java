package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.event.EventDefinition;
import dev.earshot.event.ParameterType;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of tools: what it may say, and the one line that names a fault. */
class OwnToolsTest {
    private static final String SOUND = """
            backends:
              shop:
                url: ${SHOP:https://shop.example/api}
                headers: {Authorization: "Bearer ${TOKEN}"}
                timeout: 3s
            tools:
              reserve:
                description: Reserves an item.
                arguments:
                  type: object
                  properties:
                    itemId: {type: string}
                    size: {type: string, enum: [no, yes]}
                  required: [itemId]
                request:
                  backend: shop
                  method: POST
                  path: /items/{itemId}
                  body: {size: "{size}"}
                result: {id: /id}
                event: {name: ai_quote_requested, parameters: {item_id: "{itemId}"}}
            """;

    private static final List<EventDefinition> EVENTS = List.of(
            new EventDefinition("ai_quote_requested", "", Map.of("item_id", ParameterType.TEXT), Map.of()),
            new EventDefinition("ai_conversion_completed", "", Map.of("item_id", ParameterType.TEXT), Map.of()));

    @TempDir
    Path folder;

    @Test
    void a_sound_file_describes_its_tools_and_plain_words_are_texts() throws IOException {
        OwnTool tool = read(SOUND).get(0);

        assertThat(tool.name()).isEqualTo("reserve");
        assertThat(tool.hasEffect()).isTrue();
        assertThat(tool.consequential()).isTrue();
        assertThat(tool.arguments()
                        .getJsonObject("properties")
                        .getJsonObject("size")
                        .getJsonArray("enum"))
                .containsExactly("no", "yes");
        assertThat(tool.operation().backend().url()).hasToString("https://shop.example/api");
        assertThat(tool.operation().backend().headers()).containsEntry("Authorization", "Bearer s3cret");
        assertThat(tool.toString()).doesNotContain("s3cret");
    }

    @Test
    void origins_of_pictures_are_origins() throws IOException {
        Path sound = file(SOUND + "imageOrigins: [https://images.shop.example]\n");
        assertThat(own(Optional.of(sound.toString())).current().imageOrigins())
                .containsExactly("https://images.shop.example");

        Path file = file(SOUND + "imageOrigins: [https://images.shop.example/x]\n");
        assertThatThrownBy(() -> own(Optional.of(file.toString())))
                .hasMessageContaining("EARSHOT_TOOLS: imageOrigins must be a list of origins");
    }

    @Test
    void without_a_file_there_are_no_tools() {
        assertThat(tools(Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            timeout: 3s                 | timeout: 30s \
              | backends.shop.timeout must be less than earshot.tool.time-limit, which is 10s
            timeout: 3s                 | timeout: soon                 | backends.shop.timeout must be a duration
            timeout: 3s                 | timeouts: 3s                  | backends.shop.timeouts is not known here
            timeout: 3s                 | concurrency: 0 \
              | backends.shop.concurrency must be a number between 1 and 1000
            ${SHOP:https://shop.example/api} | ftp://shop.example \
              | backends.shop.url must be an http or https address
            ${SHOP:https://shop.example/api} | https://a:b@shop.example \
              | backends.shop.url must hold no user and password
            ${SHOP:https://shop.example/api} | https://shop.example/a/../b | backends.shop.url must have no query
            ${SHOP:https://shop.example/api} | ${NOT_THERE} \
              | backends.shop.url refers to NOT_THERE, which is not set
            ${TOKEN}                    | ${OTHER_TOKEN} \
              | backends.shop.headers.Authorization refers to OTHER_TOKEN, which is not set
            ${TOKEN}                    | ${BROKEN} \
              | backends.shop.headers.Authorization must be of printable ASCII characters
            Authorization:              | Host: \
              | backends.shop.headers.Host must be the name of a header that Earshot does not write
            description: Reserves an item. | title: x                   | tools.reserve.description is missing
            type: object                | type: array                   | tools.reserve.arguments.type must be object
            itemId: {type: string}      | itemId: {type: text} \
              | tools.reserve.arguments.properties.itemId.type must be one of
            itemId: {type: string}      | itemId: {type: string, minimum: 1} \
              | tools.reserve.arguments.properties.itemId.minimum is not known here
            itemId: {type: string}      | itemId: {type: string, pattern: "("} \
              | tools.reserve.arguments.properties.itemId.pattern must be a regular
            size: {type: string         | sessionId: {type: string \
              | tools.reserve.arguments.properties.sessionId is a reserved name
            required: [itemId]          | required: [itemid] \
              | tools.reserve.arguments.required must be a list of names
            backend: shop               | backend: shpo \
              | tools.reserve.request.backend must be one of the backends [shop]
            method: POST                | method: FETCH                 | tools.reserve.request.method must be one of
            method: POST                | method: GET \
              | tools.reserve.request.body must be absent with GET
            path: /items/{itemId}       | path: items/{itemId}          | tools.reserve.request.path must begin with /
            path: /items/{itemId}       | path: /items/../{itemId} \
              | tools.reserve.request.path must begin with / and have no
            path: /items/{itemId}       | path: /items/{size} \
              | tools.reserve.request.path names {size}; it may name
            path: /items/{itemId}       | path: "/items/{item id}"      | tools.reserve.request.path must begin with /
            "{size}"                    | {size} \
              | tools.reserve.request.body must have quotes around {size}
            size: {type: string         | size: {type: string, minLength: 5, maxLength: 4 \
              | tools.reserve.arguments.properties.size.minLength must not be more than maxLength
            enum: [no, yes]             | enum: [1, yes] \
              | tools.reserve.arguments.properties.size.enum must hold values of type string only
            "{size}"                    | "{siez}" \
              | tools.reserve.request.body names {siez}; it may name
            {id: /id}                   | {id: id}                      | tools.reserve.result.id must be a JSON Pointer
            name: ai_quote_requested    | name: ai_quote \
              | tools.reserve.event.name must be an event of the taxonomy
            {item_id: "{itemId}"}       | {} \
              | tools.reserve.event.parameters.item_id is missing
            {item_id: "{itemId}"}       | {item_id: "{result.nr}"} \
              | tools.reserve.event.parameters.item_id names {result.nr}
            name: ai_quote_requested    | name: ai_conversion_completed | tools.reserve.event.parameters.
            result: {id: /id}           | hints: {readOnly: true}       | tools.reserve.hints.readOnly must be false
            result: {id: /id}           | results: {id: /id}            | tools.reserve.results is not known here
            result: {id: /id}           | result: {id: [1]}             | tools.reserve.result.id must be a text
            timeout: 3s                 | url: x                        | the file is not valid YAML in line
            tools:                      | tool:                         | tool is not known here
            timeout: 3s                 | x: !!javax.script.ScriptEngineManager [] | the file is not valid YAML
            """)
    void a_fault_is_named_by_its_field_in_one_line(String part, String other, String said) throws IOException {
        assertThat(SOUND).contains(part);
        Path file = file(SOUND.replace(part, other));

        assertThatThrownBy(() -> tools(Optional.of(file.toString())))
                .isInstanceOf(ConfigValidationException.class)
                .satisfies(refused -> assertThat(((ConfigValidationException) refused)
                                .getProblem(0)
                                .getMessage())
                        .startsWith("EARSHOT_TOOLS: " + said)
                        .doesNotContain("s3cret", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            path: "/items/{itemId}", x: 1 | standard.view_item.request.x is not known here
            path: "/items/{session.id}" | standard.view_item.request.path names {session.id}; it may name [itemId]
            path: /items, method: POST  | standard.view_item.request.method must be GET
            """)
    void a_fault_in_a_standard_tool_is_named_too(String request, String said) throws IOException {
        Path file = file(SOUND + """
                standard:
                  view_item:
                    request: {backend: shop, %s}
                    item: {fields: {itemId: /id, name: /name}}
                """.formatted(request));

        assertThatThrownBy(() -> tools(Optional.of(file.toString()))).hasMessageContaining("EARSHOT_TOOLS: " + said);
    }

    @Test
    void a_search_without_a_way_to_show_an_item_is_a_fault() throws IOException {
        Path file = file(SOUND + """
                standard:
                  search_items:
                    request: {backend: shop, path: /search, query: {q: "{query}"}}
                    items: {from: /items, fields: {itemId: /id, name: /name}}
                """);

        assertThatThrownBy(() -> tools(Optional.of(file.toString())))
                .hasMessageContaining("EARSHOT_TOOLS: standard.view_item is missing");
    }

    @Test
    void a_file_that_is_not_there_is_named_by_its_setting() {
        assertThatThrownBy(() -> tools(Optional.of(folder.resolve("none.yaml").toString())))
                .hasMessageContaining("EARSHOT_TOOLS: the file can't be read");
    }

    private List<OwnTool> read(String yaml) throws IOException {
        return tools(Optional.of(file(yaml).toString()));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("tools.yaml"), yaml);
    }

    private static List<OwnTool> tools(Optional<String> file) {
        return own(file).current().tools();
    }

    private static OwnTools own(Optional<String> file) {
        Map<String, String> settings = Map.of("TOKEN", "s3cret", "BROKEN", "s3cret\r\nX: y");
        return new OwnTools(file, Duration.ofSeconds(10), EVENTS, name -> Optional.ofNullable(settings.get(name)));
    }
}
