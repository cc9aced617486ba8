package dev.earshot.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;

/** Values for a JSON Schema: mostly such as it allows, now and then anything. */
public final class RandomJson {
    private static final int WRONG = 12;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "tent",
            "hiking backpack under 100",
            "a\u0000b",
            "\ud800",
            "\u202e",
            "İıŞş",
            "🎒🎒",
            "%00",
            "../..",
            "' or 1=1 --",
            "<script>",
            "{}",
            "null",
            "-1",
            "NaN",
            "1e999",
            "x".repeat(600),
            "\r\nX-Evil: 1",
            "user_1",
            "user_1\n",
            ".",
            "..",
            "a/b%2Fc",
            "می\u200Cخواهم",
            "2026-02-31",
            "anon_1",
            "sess_0",
            "USD",
            "under $-5",
            "(((",
            "a & b | !c",
            "\\",
            "\"",
            "%",
            "_",
            "*",
            ":*",
            "\t");

    private final Random random;
    private final JsonObject document;

    /** @param document where references lead */
    public RandomJson(Random random, JsonObject document) {
        this.random = random;
        this.document = document;
    }

    public Object value(JsonObject schema) {
        String reference = schema.getString("$ref");
        if (reference != null) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            return value(document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .getJsonObject(name, new JsonObject()));
        }
        if (random.nextInt(WRONG) == 0) {
            return anything(2);
        }
        if (schema.getValue("enum") instanceof JsonArray choices) {
            return choices.getValue(random.nextInt(choices.size()));
        }
        Object type = schema.getValue("type");
        return switch (String.valueOf(
                type instanceof JsonArray several ? several.getValue(random.nextInt(several.size())) : type)) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer" -> schema.getInteger("minimum", 0) + random.nextInt(60);
            case "number" -> random.nextInt(100_000) / 100.0;
            case "boolean" -> random.nextBoolean();
            default -> "^[A-Z]{3}$".equals(schema.getString("pattern")) ? "USD" : text();
        };
    }

    public String text() {
        if (random.nextInt(3) > 0) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(20), 0, 0x3000).forEach(text::appendCodePoint);
        return text.toString();
    }

    private JsonObject object(JsonObject schema) {
        JsonObject object = new JsonObject();
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        schema.getJsonObject("properties", new JsonObject()).forEach(property -> {
            int chance = required.contains(property.getKey()) ? 19 : 7;
            if (random.nextInt(20) <= chance) {
                object.put(property.getKey(), value((JsonObject) property.getValue()));
            }
        });
        if (schema.getValue("additionalProperties") instanceof JsonObject more || random.nextInt(20) == 0) {
            object.put(random.nextBoolean() ? "city" : text(), anything(1));
        }
        return object;
    }

    private JsonArray array(JsonObject schema) {
        JsonArray array = new JsonArray();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(schema.getJsonObject("items", new JsonObject())));
        }
        return array;
    }

    private Object anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> random.nextDouble() * 1e300;
            case 3 -> random.nextBoolean();
            case 4, 5, 6 -> text();
            case 7 -> new JsonArray().add(anything(depth - 1)).add(anything(depth - 1));
            default -> new JsonObject().put(text(), anything(depth - 1));
        };
    }
}
