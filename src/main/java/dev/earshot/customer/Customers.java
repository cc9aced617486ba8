package dev.earshot.customer;

import dev.earshot.common.ApiException;
import dev.earshot.event.Profile;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The people in the AI app: identity, and the merge of an anonymous customer into a known one. */
@Singleton
public class Customers {
    private static final String KNOW = """
            insert into customer (id, profile, created_at) values ($1, $2, $3)
            on conflict (id) do update set profile = customer.profile || excluded.profile""";

    private static final String ATTRIBUTES = """
            select distinct a.key as name, jsonb_typeof(a.value) as type
            from (select profile from customer limit 1000) c, jsonb_each(c.profile) a""";

    private static final String IS_KNOWN = """
            select exists (select from customer where id = $1)
              or exists (select from session where customer_id = $1)""";

    private final Pool pool;
    private final Sessions sessions;
    private final List<CustomerData> data;

    Customers(Pool pool, Sessions sessions, @All List<CustomerData> data) {
        this.pool = pool;
        this.sessions = sessions;
        this.data = data;
    }

    /** The profile of a customer; empty for an unknown one. */
    public Uni<Profile> profile(CustomerId customer) {
        return pool.preparedQuery("select profile from customer where id = $1")
                .execute(Tuple.of(customer.value()))
                .map(rows -> rows.size() == 0
                        ? Profile.NONE
                        : new Profile(
                                rows.iterator().next().getJsonObject("profile").getMap()));
    }

    /**
     * The attributes of a sample of a thousand customers, and the JSON types of their values ({@code string}, {@code
     * number}, {@code boolean}): what platforms really send.
     */
    public Uni<Map<String, Set<String>>> attributeTypes() {
        return pool.query(ATTRIBUTES).execute().map(rows -> {
            Map<String, Set<String>> types = new TreeMap<>();
            rows.forEach(row -> types.computeIfAbsent(row.getString("name"), name -> new TreeSet<>())
                    .add(row.getString("type")));
            return types;
        });
    }

    /** Whether there is anything of this customer here. */
    public Uni<Boolean> isKnown(CustomerId customer) {
        return pool.preparedQuery(IS_KNOWN)
                .execute(Tuple.of(customer.value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Refuses a customer of whom there is nothing here. */
    public Uni<Void> mustBeKnown(CustomerId customer) {
        return isKnown(customer)
                .invoke(known -> {
                    if (!known) {
                        throw ApiException.unknown("CUSTOMER_NOT_FOUND", "There is no customer " + customer);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Binds a session to this customer and stores the profile. Both stay locked until the transaction ends.
     *
     * @return the session as it was before; still to be merged if its customer was anonymous
     */
    public Uni<Session> identify(
            SqlConnection transaction,
            String sessionId,
            String platform,
            CustomerId known,
            Profile profile,
            Instant now) {
        return CustomerLock.take(transaction, known)
                .chain(() -> sessions.lock(transaction, sessionId, platform))
                .invoke(session -> mustNotContradict(session, known))
                .call(() -> keep(transaction, known, profile, now));
    }

    /** Moves what calls write before deliveries from an anonymous customer to the known one. */
    public Uni<Void> beginMerge(SqlConnection transaction, CustomerId anonymous, CustomerId known, Instant now) {
        return move(true, transaction, anonymous, known, now);
    }

    /** Moves everything else. */
    public Uni<Void> endMerge(SqlConnection transaction, CustomerId anonymous, CustomerId known, Instant now) {
        return move(false, transaction, anonymous, known, now);
    }

    private Uni<Void> move(
            boolean first, SqlConnection transaction, CustomerId anonymous, CustomerId known, Instant now) {
        Uni<Void> moved = Uni.createFrom().voidItem();
        for (CustomerData rows : data) {
            if (rows.precedeDeliveries() == first) {
                moved = moved.chain(() -> rows.move(transaction, anonymous, known, now));
            }
        }
        return moved;
    }

    /** Removes all data of a customer. Waits for running calls, so that they leave nothing behind. */
    public Uni<Void> erase(CustomerId customer, Instant now) {
        return pool.withTransaction(transaction -> {
            Uni<Void> erased = CustomerLock.take(transaction, customer)
                    .chain(() -> transaction
                            .preparedQuery("select id from session where customer_id = $1 order by id for update")
                            .execute(Tuple.of(customer.value())))
                    .replaceWithVoid();
            for (CustomerData rows : data) {
                erased = erased.chain(() -> rows.erase(transaction, customer, now));
            }
            return erased;
        });
    }

    /** All that is held of a customer, by the name of the rows. */
    public Uni<JsonObject> export(CustomerId customer) {
        Uni<JsonObject> export = Uni.createFrom().item(() -> new JsonObject().put("customerId", customer.value()));
        for (CustomerData rows : data) {
            export = export.chain(
                    all -> rows.export(pool, customer).map(held -> all.put(rows.name(), new JsonArray(held))));
        }
        return export;
    }

    private static void mustNotContradict(Session session, CustomerId known) {
        if (!session.customer().isAnonymous() && !session.customer().equals(known)) {
            throw ApiException.conflict(
                    "SESSION_ALREADY_IDENTIFIED",
                    "Session " + session.id() + " belongs to another customer; start a new one for this customer");
        }
    }

    private static Uni<Void> keep(SqlConnection transaction, CustomerId known, Profile profile, Instant now) {
        Tuple row = Tuple.of(known.value(), new JsonObject(profile.attributes()), now.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(KNOW).execute(row).replaceWithVoid();
    }
}
