package dev.earshot.outbox.admin;

import dev.earshot.common.ApiException;
import dev.earshot.common.ApiException.Fault;
import dev.earshot.event.ReservedNames;
import dev.earshot.outbox.NewDelivery;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an operator has a rejected delivery say instead: it stays of the customer and of the event that it was. */
final class CorrectedBody {
    private CorrectedBody() {}

    /** Refuses what would be sent as another customer's or as another event, or is no JSON. */
    static void mustFit(String kind, JsonObject body) {
        List<Fault> faults =
                body.stream().flatMap(member -> faults(kind, member)).toList();
        if (!faults.isEmpty()) {
            Fault first = faults.get(0);
            throw ApiException.invalid("INVALID_INPUT", first.field() + " " + first.message(), faults);
        }
    }

    private static Stream<Fault> faults(String kind, Map.Entry<String, Object> member) {
        boolean reserved = kind.equals(NewDelivery.PROFILE)
                ? ReservedNames.isReservedInProfiles(member.getKey())
                : ReservedNames.isReserved(member.getKey());
        String field = "body." + member.getKey();
        if (reserved) {
            return Stream.of(new Fault(field, "is reserved for what the delivery already says"));
        }
        return member.getValue() instanceof Double number && !Double.isFinite(number)
                ? Stream.of(new Fault(field, "must be a finite number"))
                : Stream.of();
    }
}
