package dev.earshot.customer;

import dev.earshot.Refusal;
import dev.earshot.event.Profile;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The people in the AI app: who they are, and how somebody anonymous becomes somebody known. */
@Singleton
public class Customers {
    private static final String KNOW = """
            insert into customer (id, profile, created_at) values ($1, $2, $3)
            on conflict (id) do update set profile = customer.profile || excluded.profile""";

    private final Pool pool;
    private final Sessions sessions;
    private final List<CustomerData> data;

    Customers(Pool pool, Sessions sessions, @All List<CustomerData> data) {
        this.pool = pool;
        this.sessions = sessions;
        this.data = data;
    }

    /** What a platform has told of a customer; empty for one who is not known. */
    public Uni<Profile> profile(CustomerId customer) {
        return pool.preparedQuery("select profile from customer where id = $1")
                .execute(Tuple.of(customer.value()))
                .map(rows -> rows.size() == 0
                        ? Profile.NONE
                        : new Profile(
                                rows.iterator().next().getJsonObject("profile").getMap()));
    }

    /**
     * Says that a session is this customer's and keeps what is told of them. The session stays locked until the transaction ends.
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
        return sessions.lock(transaction, sessionId, platform)
                .invoke(session -> mustNotContradict(session, known))
                .call(() -> keep(transaction, known, profile, now));
    }

    /** Gives everything of an anonymous customer to the known one that they turned out to be. */
    public Uni<Void> merge(SqlConnection transaction, CustomerId anonymous, CustomerId known, Instant now) {
        Uni<Void> moved = Uni.createFrom().voidItem();
        for (CustomerData rows : data) {
            moved = moved.chain(() -> rows.move(transaction, anonymous, known, now));
        }
        return moved;
    }

    private static void mustNotContradict(Session session, CustomerId known) {
        if (!session.customer().isAnonymous() && !session.customer().equals(known)) {
            throw Refusal.conflict(
                    "SESSION_ALREADY_IDENTIFIED",
                    "Session " + session.id() + " belongs to another customer; start a new one for this customer");
        }
    }

    private static Uni<Void> keep(SqlConnection transaction, CustomerId known, Profile profile, Instant now) {
        Tuple row = Tuple.of(known.value(), new JsonObject(profile.attributes()), now.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(KNOW).execute(row).replaceWithVoid();
    }
}
