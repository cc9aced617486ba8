package dev.earshot.chat.agent.rules;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.StarterTaxonomy;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What planners say, in many wordings: {@code dialogue/wordings-en.txt} and {@code wordings-tr.txt}. The first few of
 * each group; {@code -Dearshot.wordings=100} says all of them, which takes some minutes.
 */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class WordingsTest {
    private static final int MOST = Integer.getInteger("earshot.wordings", 4);
    private static final Pattern NOT_UNDERSTOOD = Pattern.compile(
            "Nothing in the taxonomy fits|not sure what you mean|Taksonomide buna uyan|Ne demek istediğinizi");
    private static final Pattern TURKISH = Pattern.compile("[çğışöü]");
    private static final Pattern GROUP = Pattern.compile("([^@ ]+)(?:@(\\S+))?(?: x(\\d+))?");
    private static final Set<String> SIGNALS =
            StarterTaxonomy.load().stream().map(Signal::id).collect(Collectors.toSet());

    /** Some wordings of one thing. */
    record Wordings(String name, List<String> given, List<String> then, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wordings> english() {
        return wordings("en");
    }

    static Stream<Wordings> turkish() {
        return wordings("tr");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("english")
    void in_english(Wordings wordings) {
        assertThat(failures(wordings)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("turkish")
    void in_turkish(Wordings wordings) {
        assertThat(failures(wordings)).isEmpty();
    }

    private static List<String> failures(Wordings wordings) {
        List<String> failures = new ArrayList<>();
        for (String said :
                wordings.said().subList(0, Math.min(MOST, wordings.said().size()))) {
            Map<String, String> body = new HashMap<>();
            Optional<JsonPath> before = Optional.empty();
            for (String earlier : wordings.given()) {
                before = Optional.of(say(body, earlier));
            }
            JsonPath reply = say(body, said);
            for (String expected : wordings.then()) {
                if (!holds(expected, reply, before)) {
                    failures.add(said + " → not: " + expected + " but " + draft(reply) + " «"
                            + reply.getString("data.content") + "»");
                }
            }
        }
        return failures;
    }

    private static JsonPath say(Map<String, String> body, String prompt) {
        body.put("content", prompt);
        JsonPath reply = planner("wordings")
                .body(body)
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        body.put("conversationId", reply.getString("data.conversationId"));
        return reply;
    }

    private static boolean holds(String expected, JsonPath reply, Optional<JsonPath> before) {
        String text = reply.getString("data.content");
        if (expected.equals("signals none")) {
            return reply.getList("data.metadata.suggestedSignals").isEmpty();
        }
        if (expected.startsWith("says /")) {
            int end = expected.lastIndexOf('/');
            return Pattern.compile(expected.substring(6, end), Pattern.CASE_INSENSITIVE)
                    .matcher(text.replace("İ", "i"))
                    .find();
        }
        if (expected.startsWith("not ")) {
            return Stream.of(expected.substring(4).split("\\|")).noneMatch(unwanted -> isSaid(unwanted, text));
        }
        if (expected.startsWith("acts ")) {
            return acts(expected.substring(5), reply, before);
        }
        if (expected.startsWith("lang ")) {
            String own = text.replaceAll("“[^”]*”", "");
            return expected.endsWith("any")
                    || expected.endsWith("tr") == TURKISH.matcher(own).find();
        }
        return Stream.of(expected.split(" // ")).anyMatch(draft -> switch (draft) {
            case "same" -> draft(reply).equals(before.map(WordingsTest::draft).orElse(Rule.EMPTY));
            case "empty" -> draft(reply).isEmpty();
            default -> fits(draft, draft(reply));
        });
    }

    private static boolean isSaid(String unwanted, String text) {
        return unwanted.equals("NOFIT") ? NOT_UNDERSTOOD.matcher(text).find() : text.contains(unwanted);
    }

    private static boolean acts(String what, JsonPath reply, Optional<JsonPath> before) {
        String audience = reply.getString("data.metadata.audience.id");
        boolean asked = reply.get("data.metadata.confirm") != null;
        return switch (what) {
            case "asks" -> asked;
            case "saved" -> audience != null;
            case "nothing" ->
                !asked
                        && Optional.ofNullable(audience)
                                .equals(before.map(reply0 -> reply0.getString("data.metadata.audience.id")));
            default -> throw new IllegalArgumentException("acts " + what);
        };
    }

    private static Rule draft(JsonPath reply) {
        return reply.getObject("data.metadata.draft", Rule.class);
    }

    private static boolean fits(String expected, Rule draft) {
        String[] sides = expected.split(" - ");
        List<Rule.Group> left = new ArrayList<>(draft.all());
        for (String group : sides[0].split(" & ")) {
            Optional<Rule.Group> found =
                    left.stream().filter(each -> isGroup(group, each)).findFirst();
            if (found.isEmpty()) {
                return false;
            }
            left.remove(found.get());
        }
        Set<String> excluded = sides.length > 1 ? ids(sides[1].replace(' ', '|')) : Set.of();
        List<String> none = draft.none().stream().map(Criterion::signal).toList();
        return left.isEmpty() && excluded.containsAll(none) && (excluded.isEmpty() || !none.isEmpty());
    }

    private static boolean isGroup(String expected, Rule.Group group) {
        Matcher parts = GROUP.matcher(expected.strip());
        assertThat(parts.matches()).as(expected).isTrue();
        Set<String> ids = ids(parts.group(1));
        String within = parts.group(2) == null ? Criterion.EVER.toString() : parts.group(2);
        int atLeast = parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
        return group.any().stream()
                .allMatch(criterion -> ids.contains(criterion.signal())
                        && criterion.within().toString().equals(within)
                        && criterion.atLeast() == atLeast);
    }

    /** "golf" is both signals of that name. */
    private static Set<String> ids(String names) {
        return Stream.of(names.split("\\|"))
                .flatMap(name -> Stream.of(name, "int_" + name, "trans_" + name, "demo_" + name, "loc_" + name))
                .filter(SIGNALS::contains)
                .collect(Collectors.toSet());
    }

    private static Stream<Wordings> wordings(String language) {
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
        try (InputStream file = WordingsTest.class.getResourceAsStream("/" + path)) {
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
}
