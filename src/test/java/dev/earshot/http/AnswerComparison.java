package dev.earshot.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.Ids;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether an answer reveals that an id exists: it must be like that for an id that never existed. */
class AnswerComparison {
    /** What differs from one answer to the next, whatever is asked. */
    private static final Set<String> PASSING = Set.of("date", "x-request-id", "ratelimit", "retry-after");

    private final String secret;

    /** @param secret what stands in the owner's resources, and may stand in no answer */
    AnswerComparison(String secret) {
        this.secret = secret;
    }

    /** A request about an id. */
    interface Asking {
        Response of(String id);
    }

    void alike(String what, String existing, Asking asking) {
        String never = existing.contains("_") && !existing.contains(secret)
                ? Ids.make(existing.substring(0, existing.indexOf('_')), Instant.now())
                : "user_never";
        Response real = asking.of(existing);
        Response none = asking.of(never);
        assertThat(real.statusCode()).as(what).isEqualTo(none.statusCode()).isBetween(200, 404);
        assertThat(headers(real)).as(what).isEqualTo(headers(none));
        assertThat(body(real, existing)).as(what).isEqualTo(body(none, never)).doesNotContain(secret);
    }

    private static String body(Response answer, String id) {
        return answer.asString().replace(id, "ID").replaceAll("req_[0-9a-z]{26}", "REQUEST");
    }

    static Map<String, String> headers(Response answer) {
        return answer.headers().asList().stream()
                .filter(header -> !PASSING.contains(header.getName().toLowerCase()))
                .filter(header -> !header.getName().equalsIgnoreCase("content-length"))
                .filter(header -> !header.getName().equalsIgnoreCase("Mcp-Session-Id"))
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(),
                        Header::getValue,
                        (first, second) -> first + ", " + second,
                        TreeMap::new));
    }
}
