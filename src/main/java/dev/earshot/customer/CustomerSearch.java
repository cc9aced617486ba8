package dev.earshot.customer;

import dev.earshot.common.TextSanitizer;
import dev.earshot.http.Envelope;
import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds customers by what a support desk is given: the beginning of an id, or of any text of the profile (name, e-mail
 * address, phone number), in any case and without accents; or a whole session id. Several words must all be found.
 *
 * <p>Customers with a profile come first, by the word found; then those without one, by id. A page reads ranges of an
 * index, at most {@link #LOOKED_AT} entries: it may then hold fewer than requested and still name a next one.
 */
@Singleton
class CustomerSearch {
    static final int LOOKED_AT = 1_000;

    /**
     * Parameters: the longest word, the others, the place after (word, id), how many to look at, how many to show. A
     * customer with several words that match is found at the first.
     */
    static final String WITH_PROFILE = """
            with looked as materialized (
              select w.word, w.customer_id from customer_word w
              where w.word >= folded($1) and w.word < folded($1) || chr(1114111) and (w.word, w.customer_id) > ($3, $4)
              order by w.word, w.customer_id limit $5),
            found as (
              select w.word, w.customer_id from looked w
              where not exists (select from customer_word o
                where o.customer_id = w.customer_id and o.word >= folded($1) and o.word < w.word)
                and not exists (select from unnest($2::text[]) as other(word)
                  where not exists (select from customer_word o where o.customer_id = w.customer_id
                    and o.word >= folded(other.word) and o.word < folded(other.word) || chr(1114111)))
              order by w.word, w.customer_id limit $6)
            select f.word, c.id, c.profile, c.created_at, not exists (select from denial d where d.customer_id = c.id)
                as consent
              from found f join customer c on c.id = f.customer_id
            union all (
            select word, customer_id, null, null, null from looked
              where (select count(*) from looked) = $5 order by word desc, customer_id desc limit 1)
            order by 1, 2""";

    /** Parameters: the beginning of the id, the id before, how many to look at, how many to show. */
    static final String WITHOUT_PROFILE = """
            with recursive looked as (
              (select customer_id, 1 as n from session
                where customer_id ~>=~ $1 and customer_id ~>~ $2 and customer_id ~<~ ($1 || chr(1114111))
                order by customer_id using ~<~ limit 1)
              union all
              select (select s.customer_id from session s
                where s.customer_id ~>~ l.customer_id and s.customer_id ~<~ ($1 || chr(1114111))
                order by s.customer_id using ~<~ limit 1), l.n + 1
              from looked l where l.customer_id is not null and l.n < $3),
            found as (
              select customer_id as id from looked
              where customer_id is not null and not exists (select from customer c where c.id = customer_id)
              order by n limit $4)
            select null::text as word, id, '{}'::jsonb as profile, null::timestamptz as created_at,
                not exists (select from denial d where d.customer_id = id) as consent
              from found
            union all
            select null, customer_id, null, null, null from looked where n = $3 and customer_id is not null""";

    private static final String OF_SESSION = "select customer_id from session where id = $1";

    private final Pool pool;

    CustomerSearch(@Standby(Use.REQUESTS) Pool pool) {
        this.pool = pool;
    }

    /**
     * A customer that was found.
     *
     * @param profile as the platforms have set it; empty for an anonymous customer
     * @param createdAt when the profile was first set; {@code null} without one
     * @param consent whether events of the customer may be sent
     */
    record Found(
            String customerId, boolean anonymous, Map<String, Object> profile, Instant createdAt, boolean consent) {}

    /** A part of a page, and the last entry that was looked at, if more may follow. */
    private record Part(List<Row> rows, Optional<Row> last) {
        static Part of(RowSet<Row> found) {
            List<Row> all = RowStream.of(found).toList();
            return new Part(
                    all.stream().filter(Part::isFound).toList(),
                    all.stream().filter(row -> !isFound(row)).findFirst());
        }

        private static boolean isFound(Row row) {
            return row.getBoolean("consent") != null;
        }
    }

    Uni<Envelope<List<Found>>> page(String query, String cursor, int limit) {
        String text = query == null ? "" : TextSanitizer.text(query, query.length());
        CustomerSearchCursor after = CustomerSearchCursor.of(cursor);
        return text.startsWith("sess_")
                ? ofSession(text).chain(id -> page(List.of(id), id, after, limit))
                : page(words(text), text, after, limit);
    }

    private Uni<String> ofSession(String id) {
        return pool.preparedQuery(OF_SESSION)
                .execute(Tuple.of(id))
                .map(rows -> RowStream.of(rows)
                        .map(row -> row.getString("customer_id"))
                        .findFirst()
                        .orElse(id));
    }

    private Uni<Envelope<List<Found>>> page(List<String> words, String id, CustomerSearchCursor after, int limit) {
        if (after.isBeyondProfiles()) {
            return withoutProfile(id, after, limit).map(part -> page(List.of(), part, limit));
        }
        return withProfile(words, after, limit)
                .chain(part -> part.rows().size() > limit || part.last().isPresent()
                        ? Uni.createFrom().item(page(List.of(), part, limit))
                        : withoutProfile(id, CustomerSearchCursor.BEYOND_PROFILES, limit)
                                .map(rest -> page(part.rows(), rest, limit)));
    }

    private Uni<Part> withProfile(List<String> words, CustomerSearchCursor after, int limit) {
        Tuple values = Tuple.tuple()
                .addString(words.get(0))
                .addArrayOfString(words.stream().skip(1).toArray(String[]::new))
                .addString(after.word())
                .addString(after.id())
                .addInteger(LOOKED_AT)
                .addInteger(limit + 1);
        return pool.preparedQuery(WITH_PROFILE).execute(values).map(Part::of);
    }

    private Uni<Part> withoutProfile(String id, CustomerSearchCursor after, int limit) {
        return pool.preparedQuery(WITHOUT_PROFILE)
                .execute(Tuple.of(id, after.id(), LOOKED_AT, limit + 1))
                .map(Part::of);
    }

    private static Envelope<List<Found>> page(List<Row> before, Part part, int limit) {
        List<Row> rows = new ArrayList<>(before);
        rows.addAll(part.rows());
        List<Found> found =
                rows.stream().limit(limit).map(CustomerSearch::found).toList();
        Optional<String> next = rows.size() > limit
                ? Optional.of(place(rows.get(limit - 1)))
                : part.last().map(CustomerSearch::place);
        return Envelope.page(found, next.orElse(null));
    }

    private static String place(Row row) {
        return new CustomerSearchCursor(row.getString("word"), row.getString("id")).encoded();
    }

    private static Found found(Row row) {
        OffsetDateTime created = row.getOffsetDateTime("created_at");
        String id = row.getString("id");
        JsonObject profile = row.getJsonObject("profile");
        return new Found(
                id,
                new CustomerId(id).isAnonymous(),
                profile.getMap(),
                created == null ? null : created.toInstant(),
                row.getBoolean("consent"));
    }

    /** The longest one first: it is likely to be the rarest. A phone number is one, however it is spaced. */
    private static List<String> words(String text) {
        if (text.matches("\\+?[-0-9 ()./]{6,30}")) {
            return List.of(text.replaceAll("\\D", ""));
        }
        return Stream.of(text.split("\\s+"))
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }
}
