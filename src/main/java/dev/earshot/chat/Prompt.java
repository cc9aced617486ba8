package dev.earshot.chat;

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
}
