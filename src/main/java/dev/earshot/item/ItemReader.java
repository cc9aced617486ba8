package dev.earshot.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.earshot.common.TextSanitizer;
import dev.earshot.http.JsonText;
import dev.earshot.http.upload.LineResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads an item from a line of JSON, or says which field is wrong. */
final class ItemReader {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("999999999999");
    private static final Predicate<String> CURRENCY =
            Pattern.compile("[A-Z]{3}").asMatchPredicate();
    private static final Predicate<String> URL =
            Pattern.compile("https?://\\S+").asMatchPredicate();

    private ItemReader() {}

    static LineResult<Item> read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return json.isObject() ? read(json) : LineResult.bad("is not a JSON object");
        } catch (JsonProcessingException e) {
            return LineResult.bad(
                    JsonText.doubledKey(e).map(key -> "has " + key + " twice").orElse("is not JSON"));
        }
    }

    static LineResult<Item> read(JsonNode fields) {
        try {
            return LineResult.good(item(fields));
        } catch (WrongField wrong) {
            return LineResult.bad(wrong.getMessage());
        }
    }

    private static Item item(JsonNode json) throws WrongField {
        return new Item(
                required(json, "itemId", 128),
                required(json, "name", 300),
                optional(json, "category", 200),
                optional(json, "description", 10_000),
                price(json),
                matching(
                        required(json, "currency", 3), CURRENCY, "currency must be three capital letters, such as USD"),
                url(json),
                imageUrl(json));
    }

    private static String required(JsonNode json, String field, int longest) throws WrongField {
        String text = optional(json, field, longest);
        if (text.isEmpty()) {
            throw new WrongField(field + (json.hasNonNull(field) ? " is empty" : " is missing"));
        }
        return text;
    }

    /**
     * Composed characters, so that an "é" is one whatever wrote it, and none that can't be seen, since models read
     * this; Postgres can't keep a NUL.
     */
    private static String optional(JsonNode json, String field, int longest) throws WrongField {
        if (!json.hasNonNull(field)) {
            return "";
        }
        if (!json.get(field).isTextual()) {
            throw new WrongField(field + " must be text");
        }
        String text = Normalizer.normalize(json.get(field).textValue(), Normalizer.Form.NFC)
                .strip();
        if (text.codePointCount(0, text.length()) > longest) {
            throw new WrongField(field + " is longer than " + longest + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw new WrongField(field + " contains a NUL character");
        }
        return TextSanitizer.text(text, longest);
    }

    private static BigDecimal price(JsonNode json) throws WrongField {
        if (!json.hasNonNull("price")) {
            throw new WrongField("price is missing");
        }
        if (!json.get("price").isNumber()) {
            throw new WrongField("price must be a number such as 1299 or 1299.90");
        }
        BigDecimal price = json.get("price").decimalValue();
        if (price.signum() < 0 || price.compareTo(HIGHEST_PRICE) > 0) {
            throw new WrongField("price must be between 0 and " + HIGHEST_PRICE);
        }
        // A scale in the millions would make rounding build a number of that many digits; it is nothing but zero
        // anyway.
        return price.scale() > 1000 ? BigDecimal.ZERO : price.setScale(2, RoundingMode.HALF_UP);
    }

    private static String url(JsonNode json) throws WrongField {
        String url = optional(json, "url", 2_000);
        return url.isEmpty() ? url : matching(url, URL, "url must start with http:// or https://");
    }

    private static String imageUrl(JsonNode json) throws WrongField {
        String url = optional(json, "imageUrl", ImageUrl.LONGEST);
        return url.isEmpty()
                ? url
                : matching(url, ImageUrl::isValid, "imageUrl must be an http:// or https:// address with a host name");
    }

    private static String matching(String text, Predicate<String> shape, String otherwise) throws WrongField {
        if (!shape.test(text)) {
            throw new WrongField(otherwise);
        }
        return text;
    }

    private static final class WrongField extends Exception {
        WrongField(String message) {
            super(message, null, false, false);
        }
    }
}
