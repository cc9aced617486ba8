package dev.earshot.audience.activation;

import dev.earshot.audience.sizing.Member;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The members of an audience that never get its tag, to compare conversions with. The ids of customer and
 * audience alone decide: a customer stays held out, and each audience holds out other customers.
 */
@Singleton
public class Holdout {
    private static final String TAKE_DOWN = """
            insert into audience_trial (audience_id, customer_id, held_out, since)
            select $1, customer_id, held_out, $4 from unnest($2::text[], $3::boolean[]) as m(customer_id, held_out)
            where not exists (select from denial d where d.customer_id = m.customer_id) order by customer_id
            on conflict (audience_id, customer_id) do update
              set held_out = excluded.held_out, since = excluded.since
              where audience_trial.held_out <> excluded.held_out""";

    private static final String COMPARE = """
            select t.held_out, count(*) as customers, min(t.since) as since,
              count(*) filter (where exists (
                select from customer_number n join customer_event e on e.number = n.number
                where n.customer_id = t.customer_id and e.event = 'ai_conversion_completed' and e.at >= t.since))
                as converted
            from audience_trial t where t.audience_id = $1 group by 1""";

    private final Pool pool;

    Holdout(Pool pool) {
        this.pool = pool;
    }

    /**
     * One side of a comparison.
     *
     * @param customers how many were on it, those included who have left the audience since
     * @param converted how many of them converted after they had come to it
     * @param rate their share, 0 to 1; absent if there are no customers
     */
    public record TrialSide(long customers, long converted, Double rate) {
        private static TrialSide of(long customers, long converted) {
            return new TrialSide(customers, converted, customers == 0 ? null : (double) converted / customers);
        }
    }

    /**
     * Both sides of an audience.
     *
     * @param holdout the percentage that is held out
     * @param since when the first customer came to a side; absent if there is none
     */
    public record Trial(int holdout, Instant since, TrialSide tagged, TrialSide heldOut) {}

    /** Whether this customer is among the percentage of the audience's members that are held out. */
    public static boolean isHeldOut(String audienceId, String customerId, int percent) {
        CRC32C hash = new CRC32C();
        hash.update((audienceId + '\n' + customerId).getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % 100 < percent;
    }

    /** Takes down on which side the members are from now on; a customer who changes sides begins again. */
    Uni<Void> takeDown(SqlConnection transaction, String audienceId, List<Member> members, int percent, Instant now) {
        if (percent == 0 || members.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple row = Tuple.of(audienceId)
                .addArrayOfString(members.stream()
                        .map(member -> member.customer().value())
                        .toArray(String[]::new))
                .addArrayOfBoolean(members.stream()
                        .map(member -> isHeldOut(audienceId, member.customer().value(), percent))
                        .toArray(Boolean[]::new))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(TAKE_DOWN).execute(row).replaceWithVoid();
    }

    Uni<Trial> compare(String audienceId, int percent) {
        return pool.preparedQuery(COMPARE).execute(Tuple.of(audienceId)).map(rows -> {
            TrialSide tagged = TrialSide.of(0, 0);
            TrialSide heldOut = TrialSide.of(0, 0);
            Instant since = null;
            for (Row row : RowStream.of(rows).toList()) {
                TrialSide side = TrialSide.of(row.getLong("customers"), row.getLong("converted"));
                Instant first = row.getOffsetDateTime("since").toInstant();
                since = since == null || first.isBefore(since) ? first : since;
                if (row.getBoolean("held_out")) {
                    heldOut = side;
                } else {
                    tagged = side;
                }
            }
            return new Trial(percent, since, tagged, heldOut);
        });
    }
}
