package dev.earshot.tool.mcp;

import dev.earshot.common.ApiException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code get_signals} asks for.
 *
 * @param brief in plain words; empty if only ids are given
 * @param ids signals by name, which come first
 * @param leastCoverage in per cent of all customers who showed any signal
 * @param destinations where they are to be used; Netmera unless said
 * @param offset how many of the best come before this page
 */
record AdcpSignalQuery(
        Optional<String> brief,
        List<String> ids,
        double leastCoverage,
        List<AdcpDestination> destinations,
        int limit,
        int offset) {
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 100;
    /** More than any taxonomy holds. */
    private static final int LARGEST_OFFSET = 1_000_000;

    private static final String PROVIDER = AdcpSignals.PROVIDER;

    /** Words that only say that signals are wanted. */
    private static final Pattern NO_CONTENT = Pattern.compile(
            "(?iuU)\\b(all|any|the|available|audiences?|segments?|signals?|customers?|people|users?|everyone|everybody|data"
                    + "|hedef|kitle(ler)?|sinyal(ler)?|tüm|bütün|herkes|müşteri(ler)?)\\b");

    static AdcpSignalQuery of(JsonObject arguments) {
        JsonObject filters = arguments.getJsonObject("filters", new JsonObject());
        JsonObject pagination = arguments.getJsonObject("pagination", new JsonObject());
        Optional<String> brief = Optional.ofNullable(arguments.getString("signal_spec"));
        JsonArray ids = arguments.getJsonArray("signal_ids", new JsonArray());
        if (brief.isEmpty() && ids.isEmpty()) {
            throw ApiException.invalid("INVALID_ARGUMENTS", "signal_spec", "is missing; signal_ids may stand for it");
        }
        boolean ours = allows(filters.getJsonArray("catalog_types"), "owned")
                && allows(filters.getJsonArray("data_providers"), PROVIDER);
        Integer asked = pagination.getInteger("max_results", arguments.getInteger("max_results"));
        List<AdcpDestination> destinations = arguments.containsKey("destinations")
                ? AdcpDestination.of(arguments.getJsonArray("destinations"))
                : List.of(AdcpDestination.NETMERA);
        return new AdcpSignalQuery(
                brief,
                ids.stream().map(id -> ((JsonObject) id).getString("id")).toList(),
                filters.getDouble("min_coverage_percentage", 0.0),
                ours ? destinations : List.of(),
                asked == null ? USUAL_LIMIT : Math.min(asked, LARGEST_LIMIT),
                offset(pagination.getString("cursor")));
    }

    private static boolean allows(JsonArray wanted, String ours) {
        return wanted == null || wanted.isEmpty() || wanted.contains(ours);
    }

    /** A query for another catalogue, provider or platform finds nothing. */
    boolean canFind() {
        return destinations.stream().anyMatch(AdcpDestination::isServed);
    }

    /** Whether the brief asks for signals of any kind. */
    boolean wantsAll() {
        return brief.filter(text -> NO_CONTENT.matcher(text).replaceAll("").isBlank())
                .isPresent();
    }

    /** This page of all that was found. */
    <T> List<T> page(List<T> found) {
        return found.stream().skip(offset).limit(limit).toList();
    }

    private static int offset(String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            int offset = Integer.parseInt(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (offset >= 0 && offset <= LARGEST_OFFSET) {
                return offset;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw ApiException.invalid("INVALID_CURSOR", "pagination.cursor", "is not a cursor from an earlier answer");
    }

    /** What follows this page, for AdCP's {@code pagination}. */
    JsonObject pagination(int total) {
        int next = offset + limit;
        JsonObject pagination = new JsonObject().put("has_more", next < total).put("total_count", total);
        return next < total
                ? pagination.put(
                        "cursor",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Integer.toString(next).getBytes(StandardCharsets.UTF_8)))
                : pagination;
    }
}
