package dev.earshot.outbox.admin;

import dev.earshot.common.ApiException;
import dev.earshot.common.ApiException.Fault;
import dev.earshot.event.ReservedNames;
import dev.earshot.outbox.NewDelivery;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An operator's correction of a rejected delivery: customer and event stay the same. */
final class CorrectedBody {
    private CorrectedBody() {}

    /** Refuses a body that would be sent as another customer's or as another event, or is no JSON. */
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
            return Stream.of(new Fault(field, "is reserved: the delivery sets it itself"));
        }
        return member.getValue() instanceof Double number && !Double.isFinite(number)
                ? Stream.of(new Fault(field, "must be a finite number"))
                : Stream.of();
    }
}
