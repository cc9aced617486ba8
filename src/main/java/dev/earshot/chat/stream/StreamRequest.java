package dev.earshot.chat.stream;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A viewer's request for a reply.
 *
 * @param messageId of the reply
 * @param seen the number of the last event that the viewer has seen; 0 for none
 * @param format the protocol it speaks
 */
@Schema(hidden = true)
public record StreamRequest(String messageId, int seen, StreamFormat format) {

    /** A reply from its start. */
    public static StreamRequest begin(String messageId, StreamFormat format) {
        return new StreamRequest(messageId, 0, format);
    }
}
