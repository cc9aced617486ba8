package dev.earshot.tool.document;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address under which an item is cited. */
final class DocumentUrl {
    private DocumentUrl() {}

    /** Its own, or a URN for an item that can be seen nowhere: a citation needs one. */
    static String of(String itemId, String url) {
        return url.isEmpty()
                ? "urn:earshot:item:"
                        + URLEncoder.encode(itemId, StandardCharsets.UTF_8).replace("+", "%20")
                : url;
    }
}
