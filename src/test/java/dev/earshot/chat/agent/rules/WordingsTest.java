package dev.earshot.chat.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.StarterTaxonomy;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
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
 *
 * <p>A thousand replies are read here. REST Assured would compile a script for each value of one, which takes longer
 * than the reply.
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

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    @TestHTTPResource("/chat/messages")
    URI messages;

    static Stream<Wordings> english() {
        return Wordings.in("en");
    }

    static Stream<Wordings> turkish() {
        return Wordings.in("tr");
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

    private List<String> failures(Wordings wordings) {
        List<String> failures = new ArrayList<>();
        for (String said :
                wordings.said().subList(0, Math.min(MOST, wordings.said().size()))) {
            JsonObject body = new JsonObject();
            Optional<JsonObject> before = Optional.empty();
            for (String earlier : wordings.given()) {
                before = Optional.of(say(body, earlier));
            }
            JsonObject reply = say(body, said);
            for (String expected : wordings.then()) {
                if (!holds(expected, reply, before)) {
                    failures.add(said + " → not: " + expected + " but " + draft(reply) + " «"
                            + reply.getString("content") + "»");
                }
            }
        }
        return failures;
    }

    private JsonObject say(JsonObject body, String prompt) {
        HttpRequest request = HttpRequest.newBuilder(messages)
                .header("Authorization", "Bearer " + Api.token("wordings", "planner"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        body.put("content", prompt).encode()))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            JsonObject reply = new JsonObject(answer.body()).getJsonObject("data");
            body.put("conversationId", reply.getString("conversationId"));
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean holds(String expected, JsonObject reply, Optional<JsonObject> before) {
        String text = reply.getString("content");
        if (expected.equals("signals none")) {
            return metadata(reply).getJsonArray("suggestedSignals").isEmpty();
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

    private static boolean acts(String what, JsonObject reply, Optional<JsonObject> before) {
        Optional<String> audience = audience(reply);
        boolean asked = metadata(reply).getValue("confirm") != null;
        return switch (what) {
            case "asks" -> asked;
            case "saved" -> audience.isPresent();
            case "nothing" -> !asked && audience.equals(before.flatMap(WordingsTest::audience));
            default -> throw new IllegalArgumentException("acts " + what);
        };
    }

    private static Rule draft(JsonObject reply) {
        try {
            return JSON.readValue(metadata(reply).getJsonObject("draft").encode(), Rule.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> audience(JsonObject reply) {
        return Optional.ofNullable(metadata(reply).getJsonObject("audience")).map(saved -> saved.getString("id"));
    }

    private static JsonObject metadata(JsonObject reply) {
        return reply.getJsonObject("metadata");
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
}
