package dev.earshot.tool.report;

import dev.earshot.common.ApiException;
import dev.earshot.event.EventType;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which conversions of which period are attributed, by what, and to what.
 *
 * @param window how long before a conversion an interaction may have been, as it was asked for
 * @param length the same
 */
record AttributionQuery(ReportPeriod period, By by, Model model, String window, Duration length) {
    /**
     * What revenue is summed by. Each is read from the interactions that can have it: a query's text from queries, an
     * item from views and saves, a category from those of any kind with one.
     */
    enum By {
        QUERY("t.query", "and e.event = 'ai_query_submitted'"),
        CATEGORY("t.category", "and e.category is not null"),
        ITEM("t.item_id", "and e.item_id is not null"),
        PLATFORM("t.platform", ""),
        CURRENCY("c.currency", "");

        private final String key;
        private final String condition;

        By(String key, String condition) {
            this.key = key;
            this.condition = condition;
        }
    }

    /** Which of several interactions a conversion is attributed to. */
    enum Model {
        LAST("desc"),
        FIRST("asc");

        private final String order;

        Model(String order) {
            this.order = order;
        }
    }

    private static final String INTERACTIONS = Stream.of(
                    EventType.QUERY_SUBMITTED, EventType.RESULT_VIEWED, EventType.ITEM_SAVED)
            .map(type -> "'" + type.taxonomyName() + "'")
            .collect(Collectors.joining(", "));

    /**
     * Each conversion of the period with its interaction. Of each kind of interaction, the index by customer, event and
     * time gives the last or first within the window; the last or first of those is it.
     */
    private static final String CONVERSIONS = """
            select c.event_id, c.at, c.currency, case jsonb_typeof(c.parameters -> 'revenue') when 'number'
                then (c.parameters -> 'revenue')::numeric else 0 end as revenue,
              t.event_id as touch_id, %1$s as key
            from customer_event c left join lateral (
              select of_kind.event_id, of_kind.query, of_kind.item_id, of_kind.category, of_kind.platform
              from unnest(array[%2$s]) as kind(event) cross join lateral (
                select e.at, e.event_id, e.parameters ->> 'query_text' as query, e.item_id, e.category, e.platform
                from customer_event e
                where e.number = c.number and e.event = kind.event and e.at < c.at
                  and e.at >= c.at - make_interval(secs => $3) %3$s
                order by e.at %4$s, e.event_id %4$s limit 1) as of_kind
              order by of_kind.at %4$s, of_kind.event_id %4$s limit 1) as t on true
            where c.event = '%5$s' and c.at >= $1 and c.at < $2""";

    private static final String SUMS = """
            select key, currency, count(*) as conversions, count(touch_id) as attributed, sum(revenue) as revenue
            from (%s) as conversion group by key, currency""";

    /** Those with most conversions first; a conversion without such an interaction has no key. */
    private static final String ORDER =
            "-conversions, coalesce(currency, '') collate \"C\", key is null, coalesce(key, '') collate \"C\"";

    private static final String ROWS =
            "select key, currency, conversions, attributed, revenue from (%s) as summed order by " + ORDER;

    private static final String PAGE =
            "select key, currency, conversions, attributed, revenue from (%s) as summed where ($4::bigint is null or ("
                    + ORDER + ") > (-$4, $5, $6::boolean, $7)) order by " + ORDER + " limit $8";

    private static final String TOTALS = """
            select null::text as key, currency, sum(conversions)::bigint as conversions,
              sum(attributed)::bigint as attributed, sum(revenue) as revenue
            from (%s) as summed group by currency order by currency collate "C"\
            """;

    /** Reads a caller's parameters. */
    static AttributionQuery of(ReportPeriod period, String by, String model, String window) {
        return new AttributionQuery(
                period,
                one(By.values(), "by", by),
                one(Model.values(), "model", model),
                window,
                ReportPeriod.length("window", window));
    }

    private static <E extends Enum<E>> E one(E[] values, String field, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "INVALID_INPUT",
                        field,
                        "must be one of "
                                + Arrays.stream(values)
                                        .map(AttributionQuery::named)
                                        .collect(Collectors.joining(", "))));
    }

    static String named(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Parameters: the period's start and end, and the window in seconds. */
    String conversions() {
        return CONVERSIONS.formatted(
                by.key, INTERACTIONS, by.condition, model.order, EventType.CONVERSION_COMPLETED.taxonomyName());
    }

    /** The sums of all of them, with the same parameters. */
    String rows() {
        return ROWS.formatted(SUMS.formatted(conversions()));
    }

    /** The same, then the sums that the page before ended with, and how many. */
    String page() {
        return PAGE.formatted(SUMS.formatted(conversions()));
    }

    String totals() {
        return TOTALS.formatted(SUMS.formatted(conversions()));
    }

    Tuple values() {
        return Tuple.of(
                period.from().atOffset(ZoneOffset.UTC),
                period.to().atOffset(ZoneOffset.UTC),
                (double) length.toMillis() / 1000);
    }
}
