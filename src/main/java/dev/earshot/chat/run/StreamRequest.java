package dev.earshot.chat.run;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A viewer's request for a reply.
 *
 * @param messageId of the reply
 * @param seen the number of the last event that the viewer has seen: 0 for the one before the first word, −1 for none
 */
@Schema(hidden = true)
public record StreamRequest(String messageId, int seen) {

    public static StreamRequest begin(String messageId) {
        return new StreamRequest(messageId, -1);
    }
}
