package dev.earshot.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Told, in the transaction that closes their sessions, which anonymous customers left without saying who they are. */
public interface AnonymousDepartureListener {

    Uni<Void> left(SqlConnection transaction, List<CustomerId> anonymous, Instant now);
}
