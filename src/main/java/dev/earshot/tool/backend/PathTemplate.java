package dev.earshot.tool.backend;

import dev.earshot.common.ApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A path below a backend's address, such as {@code /items/{itemId}/stock}. A value stays within its segment: it is
 * percent-encoded, and one that a lenient server could read as a step to another folder is refused.
 */
final class PathTemplate {
    private final List<Template> segments;

    /** @param path absolute, without query and fragment */
    PathTemplate(String path) {
        segments = Arrays.stream(path.substring(1).split("/", -1))
                .map(Template::new)
                .toList();
    }

    Set<String> places() {
        Set<String> places = new TreeSet<>();
        segments.forEach(segment -> places.addAll(segment.places()));
        return places;
    }

    String fill(CallValues values) {
        StringBuilder path = new StringBuilder();
        for (Template segment : segments) {
            segment.places().forEach(place -> mustStay(place, values));
            path.append('/').append(segment.text(values, PathTemplate::encoded));
        }
        return path.toString();
    }

    private static void mustStay(String place, CallValues values) {
        String value = values.value(place).map(Template::plain).orElse("");
        if (value.isEmpty()
                || value.chars().anyMatch(Character::isISOControl)
                || Arrays.stream(decoded(value).split("[/\\\\;]", -1))
                        .anyMatch(step -> step.equals(".") || step.equals(".."))) {
            throw ApiException.invalid("INVALID_ARGUMENTS", place, "can't be part of an address");
        }
    }

    /** As a server reads it that decodes more than once. */
    private static String decoded(String value) {
        String before;
        String after = value;
        do {
            before = after;
            after = before.replaceAll("(?i)%2e", ".")
                    .replaceAll("(?i)%2f", "/")
                    .replaceAll("(?i)%5c", "/")
                    .replace("%25", "%");
        } while (!after.equals(before));
        return after;
    }

    /** All but the unreserved characters of RFC 3986. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
