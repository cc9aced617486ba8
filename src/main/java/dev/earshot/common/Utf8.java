package dev.earshot.common;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text from outside, which must be UTF-8: decoders otherwise replace what they can't read without a word. */
public final class Utf8 {
    private static final int HEX = 16;

    private Utf8() {}

    /** The text of a JSON body; refuses one in another encoding. */
    public static String json(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiException.invalid("INVALID_JSON", "The body is not UTF-8", List.of());
        }
    }

    /** Whether this part of an address is UTF-8, as far as it is percent-encoded. */
    public static boolean isPercentEncoded(String address) {
        int at = address.indexOf('%');
        if (at < 0) {
            return true;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(address.length());
        for (int i = at; i < address.length(); i++) {
            if (address.charAt(i) != '%') {
                bytes.write('x');
                continue;
            }
            if (i + 2 >= address.length()) {
                return false;
            }
            int high = Character.digit(address.charAt(++i), HEX);
            int low = Character.digit(address.charAt(++i), HEX);
            if (high < 0 || low < 0) {
                return false;
            }
            bytes.write(high * HEX + low);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
