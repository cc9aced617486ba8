package dev.earshot.http.error;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A value in a body that its reader does not take, with a sentence for the caller: "must be a span of time". */
public final class UnexpectedValueException extends JsonMappingException {
    private static final long serialVersionUID = 1L;

    /** @param expectation what the value must be, to be read behind the field's name; never the value itself */
    public UnexpectedValueException(JsonParser parser, String expectation) {
        super(parser, expectation);
    }
}
