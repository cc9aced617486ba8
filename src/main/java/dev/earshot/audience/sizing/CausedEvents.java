package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SequenceCriterion;
import dev.earshot.audience.sizing.MembershipEvidence.Caused;
import dev.earshot.customer.CustomerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of a rule's criteria one customer fulfils by events. */
final class CausedEvents {
    private static final String FULFILS = """
            select %d as at, count(*) as count, min(e.at) as first, max(e.at) as last from customer_event e
            where e.number = (select number from customer_number where customer_id = %s) and %s
            having count(*) >= %s""";

    private final Pool pool;

    CausedEvents(Pool pool) {
        this.pool = pool;
    }

    Uni<Map<Criterion, Caused>> of(Rule rule, CustomerId customer, Instant now) {
        List<Criterion> criteria = rule.criteria().distinct().toList();
        SqlParameters parameters = new SqlParameters();
        EventSql events = new EventSql(parameters, now);
        String id = parameters.text(customer.value());
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < criteria.size(); at++) {
            Criterion criterion = criteria.get(at);
            if (criterion instanceof EventCriterion event) {
                String counts = events.counts("e", event);
                parts.add(FULFILS.formatted(at, id, counts, parameters.integer(event.atLeast())));
            } else if (criterion instanceof SequenceCriterion sequence) {
                parts.add(FULFILS.formatted(at, id, events.begins("e", sequence), 1));
            }
        }
        return parts.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : pool.preparedQuery(String.join("\nunion all ", parts))
                        .execute(parameters.values())
                        .map(rows -> {
                            Map<Criterion, Caused> caused = new HashMap<>();
                            for (Row row : rows) {
                                Criterion criterion = criteria.get(row.getInteger("at"));
                                caused.put(criterion, caused(criterion, row));
                            }
                            return caused;
                        });
    }

    private static Caused caused(Criterion criterion, Row row) {
        return new Caused(
                criterion,
                row.getLong("count"),
                row.getOffsetDateTime("first").toInstant(),
                row.getOffsetDateTime("last").toInstant());
    }
}
