package dev.earshot.audience;

import static dev.earshot.testing.Api.planner;
import static org.hamcrest.Matchers.notNullValue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The audience that tests of audiences are about: Californians who hike, and no students. */
public final class Hikers {
    public static final String HIKERS = """
            {"all":[{"any":["loc_ca"]},{"any":["trans_hiking","int_hiking"]}],"none":["demo_student"]}""";

    private Hikers() {}

    /** Has a planner make an audience, and gives its id. */
    public static String made(String planner, String name, String rule) {
        return planner(planner)
                .body(Map.of("name", name, "rule", new JsonObject(rule).getMap()))
                .post("/audiences")
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .extract()
                .path("data.id");
    }

    public static List<String> customers(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + n).toList();
    }
}
