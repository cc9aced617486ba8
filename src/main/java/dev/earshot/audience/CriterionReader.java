package dev.earshot.audience;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import dev.earshot.http.error.UnexpectedValueException;
import java.io.IOException;

/** Reads a {@link Criterion}: which kind it is shows in its members. */
final class CriterionReader extends StdDeserializer<Criterion> {
    private static final long serialVersionUID = 1L;

    CriterionReader() {
        super(Criterion.class);
    }

    @Override
    public Criterion deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return Criterion.of(parser.getText());
        }
        if (!parser.isExpectedStartObjectToken()) {
            throw new UnexpectedValueException(
                    parser, "must be a signal's id, or an object with `signal`, `event` or `sequence`");
        }
        JsonNode asked = context.readTree(parser);
        try (JsonParser again = new TreeTraversingParser(asked, parser.getCodec())) {
            again.nextToken();
            return context.readValue(again, kind(asked));
        }
    }

    private static Class<? extends Criterion> kind(JsonNode asked) {
        if (asked.has("sequence")) {
            return SequenceCriterion.class;
        }
        return asked.has("event") ? EventCriterion.class : SignalCriterion.class;
    }
}
