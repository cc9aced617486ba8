package dev.earshot.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Learns, in the transaction that closes their sessions, which anonymous customers left unidentified. */
public interface AnonymousDepartureListener {

    Uni<Void> left(SqlConnection transaction, List<CustomerId> anonymous, Instant now);
}
