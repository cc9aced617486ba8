package dev.earshot.audience.sizing;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The parameters of a statement that is put together piece by piece. */
final class SqlParameters {
    private final Tuple values = Tuple.tuple();

    /** The place of a text, such as {@code $3}. */
    String text(String value) {
        values.addString(value);
        return place() + "::text";
    }

    String number(Object value) {
        values.addString(value.toString());
        return place() + "::text::numeric";
    }

    String moment(Instant value) {
        values.addOffsetDateTime(value.atOffset(ZoneOffset.UTC));
        return place() + "::timestamptz";
    }

    String integers(Integer[] value) {
        values.addArrayOfInteger(value);
        return place() + "::int[]";
    }

    String integer(int value) {
        values.addInteger(value);
        return place() + "::int";
    }

    String texts(String[] value) {
        values.addArrayOfString(value);
        return place() + "::text[]";
    }

    String moments(Instant[] value) {
        OffsetDateTime[] moments = new OffsetDateTime[value.length];
        for (int at = 0; at < value.length; at++) {
            moments[at] = value[at].atOffset(ZoneOffset.UTC);
        }
        values.addArrayOfOffsetDateTime(moments);
        return place() + "::timestamptz[]";
    }

    private String place() {
        return "$" + values.size();
    }

    Tuple values() {
        return values;
    }
}
