package dev.earshot.item;

import static io.restassured.config.EncoderConfig.encoderConfig;

import dev.earshot.testing.Api;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a shop sends to have its items imported. */
final class ItemFeed {
    static final RestAssuredConfig NDJSON = RestAssured.config()
            .encoderConfig(encoderConfig()
                    .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .defaultContentCharset(StandardCharsets.UTF_8));

    private ItemFeed() {}

    static ValidatableResponse post(String body) {
        return post("", body);
    }

    static ValidatableResponse post(String parameters, String body) {
        return admin().body(body).post("/admin/items/import" + parameters).then();
    }

    static RequestSpecification admin() {
        return Api.admin().config(NDJSON).contentType("application/x-ndjson");
    }

    static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> line("item-" + i, "Item number " + i, "10"))
                .collect(Collectors.joining());
    }

    static String backwards(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> line("item-" + (count - 1 - i), "Other item " + i, "11"))
                .collect(Collectors.joining());
    }

    static String line(String id, String name, String price) {
        return """
                {"itemId":"%s","name":"%s","category":"outdoors > gear","description":"Good.",\
                "price":%s,"currency":"USD"}
                """.formatted(id, name, price);
    }
}
