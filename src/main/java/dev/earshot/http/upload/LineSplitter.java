package dev.earshot.http.upload;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts chunks of bytes into lines of UTF-8, wherever the chunks end: even in the middle of a character. A line ends
 * with a line feed, a carriage return, or both. It holds no more than the longest allowed line.
 */
final class LineSplitter {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final int longest;
    private final ByteArrayOutputStream current = new ByteArrayOutputStream();
    private boolean tooLong;
    private boolean afterReturn;
    private long number = 1;

    /** @param longest bytes of a line, without its end */
    LineSplitter(int longest) {
        this.longest = longest;
    }

    /** The lines that end in this chunk. */
    List<Line> split(Buffer chunk) {
        List<Line> lines = new ArrayList<>();
        byte[] bytes = chunk.getBytes();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean pair = afterReturn && bytes[i] == '\n';
            afterReturn = bytes[i] == '\r';
            if (pair) {
                start = i + 1;
            } else if (afterReturn || bytes[i] == '\n') {
                append(bytes, start, i);
                end(lines);
                start = i + 1;
            }
        }
        append(bytes, start, bytes.length);
        return lines;
    }

    /** The last line, where the text does not end with a line end. */
    List<Line> rest() {
        List<Line> lines = new ArrayList<>();
        end(lines);
        return lines;
    }

    private void append(byte[] bytes, int from, int to) {
        if (tooLong || current.size() + to - from > longest) {
            tooLong = true;
            current.reset();
        } else {
            current.write(bytes, from, to - from);
        }
    }

    private void end(List<Line> lines) {
        if (tooLong) {
            lines.add(new Line.Unreadable(number, "is longer than " + longest + " bytes"));
        } else {
            decode(ByteBuffer.wrap(current.toByteArray()), lines);
        }
        current.reset();
        tooLong = false;
        number++;
    }

    private void decode(ByteBuffer bytes, List<Line> lines) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                text = text.substring(1);
            }
            if (!text.isBlank()) {
                lines.add(new Line.Text(number, text));
            }
        } catch (CharacterCodingException e) {
            lines.add(new Line.Unreadable(number, "is not valid UTF-8"));
        }
    }
}
