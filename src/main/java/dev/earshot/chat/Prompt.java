package dev.earshot.chat;

import dev.earshot.common.ApiException;
import dev.earshot.common.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A planner's prompt.
 *
 * @param content 1 to 4,000 characters, not blank
 */
public record Prompt(@NotBlank @Size(max = Prompt.LONGEST) String content) {
    public static final int LONGEST = 4000;

    public Prompt {
        content = content == null ? null : PlainText.isInvisible(content) ? "" : PlainText.of(content);
    }

    /**
     * The text of a prompt that a front end's own protocol carries in this field.
     *
     * @throws ApiException 400 that names the field, unless the text may be a prompt
     */
    public static String valid(String field, String text) {
        String content = new Prompt(text == null ? "" : text).content();
        if (content.isBlank() || content.length() > LONGEST) {
            throw ApiException.invalid(
                    "INVALID_INPUT", field, "must end with a text of 1 to " + LONGEST + " characters");
        }
        return content;
    }
}
