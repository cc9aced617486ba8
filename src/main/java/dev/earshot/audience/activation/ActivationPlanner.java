package dev.earshot.audience.activation;

import dev.earshot.audience.AudienceRows;
import dev.earshot.audience.sizing.Member;
import dev.earshot.audience.sizing.Membership;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/**
 * Finds the customers that an activation must tag and untag: it compares the members, in the order of their positions,
 * with the customers that carry the tag.
 */
@Singleton
public class ActivationPlanner {
    /**
     * An erased or opted-out customer gives up the number before being taken out of audiences. So either this statement
     * waits for that and does not find the customer, or that waits for this and finds what is planned. It is a separate
     * statement, so that the next one sees the opt-out that it waited for.
     *
     * <p>The condition on the number matches no index on purpose.
     */
    static final String HOLD = """
            select number, customer_id from customer_number
            where number = any($1) and customer_id <> '' order by number for key share""";

    /**
     * Of the positions after $3 up to $4, the known members are $5, at the positions $6. Members become due for tagging
     * unless tagged or about to be; former members that are tagged or about to be become due for untagging.
     *
     * <p>Arrays rather than joins, so that no plan made for few rows becomes a trap with many.
     */
    private static final String COMPARE = """
            with planned as (
              insert into audience_member as known (audience_id, customer_id, position, state, activation_id)
              select $1, customer_id, position, 'TAG_DUE', $2
                from unnest($5::text[], $6::integer[]) as p(customer_id, position)
              where not exists (select from denial d where d.customer_id = p.customer_id)
              on conflict (audience_id, customer_id) do update
                set state = 'TAG_DUE', activation_id = $2, position = excluded.position, answer = null
                where known.state in ('TAG_REFUSED', 'UNTAG_DUE', 'UNTAG_SENT', 'UNTAG_REFUSED')),
            gone as (
              update audience_member set state = 'UNTAG_DUE', activation_id = $2, answer = null
              where audience_id = $1 and position > $3 and position <= $4
                and state in ('TAG_SENT', 'TAGGED', 'UNTAG_REFUSED') and customer_id <> all($5)),
            never_told as (
              delete from audience_member
              where audience_id = $1 and position > $3 and position <= $4
                and state in ('TAG_DUE', 'TAG_REFUSED') and customer_id <> all($5))
            update activation set planned_to = $4, anonymous = anonymous + $7,
              members = members + $7 + $8 where id = $2""";

    private static final String PLANNED = """
            with mine as (
              select count(*) filter (where state in ('TAG_DUE', 'TAG_SENT', 'TAG_REFUSED')) as tags,
                     count(*) filter (where state in ('UNTAG_DUE', 'UNTAG_SENT', 'UNTAG_REFUSED')) as untags
              from audience_member where activation_id = $1 and state <> 'TAGGED')
            update activation set status = 'SENDING', to_tag = tagged + tags, to_untag = untagged + untags
            from mine where id = $1""";

    private final Membership membership;
    private final Holdout holdouts;
    private final ActivationConfig config;
    private final InstantSource clock;

    ActivationPlanner(Membership membership, Holdout holdouts, ActivationConfig config, InstantSource clock) {
        this.membership = membership;
        this.holdouts = holdouts;
        this.config = config;
        this.clock = clock;
    }

    /** The next members. */
    public Uni<List<Member>> nextPage(Row activation) {
        return membership.members(
                AudienceRows.rule(activation), activation.getInteger("planned_to"), config.planStep());
    }

    /** Whether the page read for one state of an activation is still the next. */
    static boolean isAsFar(Row before, Row now) {
        return before.getInteger("planned_to").equals(now.getInteger("planned_to"));
    }

    /** Compares a page with the tagged customers. After the last page, the customers to send are known. */
    public Uni<Void> compare(SqlConnection transaction, Row activation, List<Member> page) {
        // Netmera knows no anonymous customers.
        List<Member> known =
                page.stream().filter(member -> !member.customer().isAnonymous()).toList();
        String audience = activation.getString("audience_id");
        int holdout = activation.getInteger("holdout");
        return hold(transaction, known).chain(there -> {
            // A customer with another number by now, for example after a merge, is on a later page.
            boolean last = page.size() < config.planStep() && there.size() == known.size();
            int to = last ? Integer.MAX_VALUE : page.get(page.size() - 1).position();
            List<Member> tagged = there.stream()
                    .filter(member ->
                            !Holdout.isHeldOut(audience, member.customer().value(), holdout))
                    .toList();
            return holdouts.takeDown(transaction, audience, there, holdout, clock.instant())
                    .chain(() -> compare(transaction, activation, to, tagged, page.size() - known.size(), there.size()))
                    .chain(() -> last
                            ? planned(transaction, activation)
                            : Uni.createFrom().voidItem());
        });
    }

    /** The customers that still exist; they stay until the transaction ends. */
    private static Uni<List<Member>> hold(SqlConnection transaction, List<Member> members) {
        return transaction
                .preparedQuery(HOLD)
                .execute(Tuple.of((Object) positions(members)))
                .map(Membership::members);
    }

    private static Uni<Void> compare(
            SqlConnection transaction, Row activation, int to, List<Member> members, long anonymous, long known) {
        Tuple row = Tuple.of(
                        activation.getString("audience_id"),
                        activation.getString("id"),
                        activation.getInteger("planned_to"),
                        to)
                .addArrayOfString(members.stream()
                        .map(member -> member.customer().value())
                        .toArray(String[]::new))
                .addArrayOfInteger(positions(members))
                .addLong(anonymous)
                .addLong(known);
        return transaction.preparedQuery(COMPARE).execute(row).replaceWithVoid();
    }

    private static Integer[] positions(List<Member> members) {
        return members.stream().map(Member::position).toArray(Integer[]::new);
    }

    private static Uni<Void> planned(SqlConnection transaction, Row activation) {
        return transaction
                .preparedQuery(PLANNED)
                .execute(Tuple.of(activation.getString("id")))
                .replaceWithVoid();
    }
}
