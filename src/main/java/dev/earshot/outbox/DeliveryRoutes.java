package dev.earshot.outbox;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which deliveries each further destination gets, as a part of the statements that write them: one row for each
 * destination and event, in the transaction of the event's cause. Without further destinations the statements are those
 * for the primary one alone.
 *
 * <p>Names and kinds stand in the statement itself. They come from the configuration, and are letters, digits, - and _.
 */
@Singleton
class DeliveryRoutes {
    /**
     * A further delivery has the id of the primary one with the destination's name behind it, and the same event id.
     */
    private static final String ROUTED = """
            routed_delivery as (
              select n.customer_id, n.anonymous, n.session_id, n.at, r.destination,
                case when r.destination = '%1$s' then n.id else n.id || '-' || r.destination end as id,
                n.event_id, n.kind, n.body, n.traceparent, n.position
              from new_delivery n join (values ('%1$s', null::text[]), %2$s) as r(destination, kinds)
                on r.destination = '%1$s' or n.kind = '%3$s' or n.kind = any(r.kinds)
                  or (r.kinds is null and n.kind <> '%4$s')),
            stored_delivery as (
              insert into delivery (customer_id, destination, session_id, id, event_id, kind, body, traceparent,
                created_at)
              select customer_id, destination, session_id, id, event_id, kind, body::jsonb, traceparent, at
                from routed_delivery order by position, destination
              returning customer_id, destination, id, seq),
            laned as (
              insert into lane (customer_id, destination, last_seq, held, due_at)
              select s.customer_id, s.destination, max(s.seq), bool_or(r.anonymous),
                case when bool_or(r.anonymous) then null else max(r.at) end
              from stored_delivery s join routed_delivery r using (customer_id, id)
              group by s.customer_id, s.destination order by s.customer_id, s.destination
              %5$s)""";

    private final String store;

    DeliveryRoutes(@All List<FurtherDestinations> further) {
        List<Destination> all =
                further.stream().flatMap(some -> some.all().stream()).toList();
        store = all.isEmpty() ? OutboxWriter.STORE : store(all);
    }

    /** The statement with its {@link OutboxWriter#STORE} for all destinations; itself if there are no further ones. */
    String apply(String statement) {
        return statement.replace(OutboxWriter.STORE, store);
    }

    private static String store(List<Destination> further) {
        String routes = further.stream()
                .map(to -> "('%s', %s)".formatted(to.name(), kinds(to)))
                .collect(Collectors.joining(", "));
        return ROUTED.formatted(
                Destination.PRIMARY, routes, NewDelivery.ERASURE, NewDelivery.PROFILE, OutboxWriter.KNOWN_LANE);
    }

    private static String kinds(Destination destination) {
        return destination
                .kinds()
                .map(kinds -> kinds.stream().sorted().collect(Collectors.joining("', '", "array['", "']")))
                .orElse("null::text[]");
    }
}
