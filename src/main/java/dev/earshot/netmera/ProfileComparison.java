package dev.earshot.netmera;

import dev.earshot.customer.Consents;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Customers;
import dev.earshot.event.Profile;
import dev.earshot.netmera.CustomerLookup.Held;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.NewDelivery;
import dev.earshot.outbox.admin.DeliveryAdmin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A customer's profile as it is stored here beside the one that Netmera holds, and how it was last sent. */
@Singleton
class ProfileComparison {
    private final Customers customers;
    private final Consents consents;
    private final Pool pool;
    private final CustomerLookup netmera;
    private final DeliveryAdmin deliveries;
    private final NameMapping names;

    ProfileComparison(
            Customers customers,
            Consents consents,
            Pool pool,
            CustomerLookup netmera,
            DeliveryAdmin deliveries,
            NameMapping names) {
        this.customers = customers;
        this.consents = consents;
        this.pool = pool;
        this.netmera = netmera;
        this.deliveries = deliveries;
        this.names = names;
    }

    /**
     * Both profiles.
     *
     * @param consent whether events of the customer may be sent
     * @param netmera whether Netmera's profile could be read
     * @param detail the same in a sentence
     * @param lastSent the latest delivery of a profile that is still kept, or {@code null}
     * @param attributes all that either side has, by Netmera's name
     */
    record Comparison(
            String customerId,
            boolean consent,
            Held.State netmera,
            String detail,
            DeliveryAdmin.View lastSent,
            List<Attribute> attributes) {}

    /**
     * One attribute; {@code null} is the value of a side without it.
     *
     * @param name as platforms set it; {@code null} if only Netmera has it
     * @param netmeraName as Netmera calls it
     * @param equal whether both have it with one value; {@code null} if Netmera's profile could not be read
     */
    record Attribute(String name, String netmeraName, Object stored, Object netmera, Boolean equal) {}

    /** Refuses an unknown customer. */
    Uni<Comparison> of(CustomerId customer) {
        return customers
                .mustBeKnown(customer)
                .chain(() -> customers.profile(customer))
                .chain(stored -> lastSent(customer)
                        .chain(sent -> consents.isGranted(pool, customer)
                                .chain(granted -> netmera.read(customer)
                                        .map(held -> comparison(customer, granted, stored, sent, held)))));
    }

    private Comparison comparison(
            CustomerId customer, boolean granted, Profile stored, Optional<DeliveryAdmin.View> sent, Held held) {
        return new Comparison(
                customer.value(), granted, held.state(), held.detail(), sent.orElse(null), attributes(stored, held));
    }

    private Uni<Optional<DeliveryAdmin.View>> lastSent(CustomerId customer) {
        DeliveryAdmin.Filter profiles = new DeliveryAdmin.Filter(
                Optional.of(Destination.PRIMARY),
                Optional.empty(),
                Optional.of(customer.value()),
                Optional.of(NewDelivery.PROFILE),
                Optional.empty(),
                Optional.empty());
        return deliveries
                .list(profiles, Optional.empty(), 1)
                .map(page -> page.deliveries().stream().findFirst());
    }

    private List<Attribute> attributes(Profile stored, Held held) {
        Map<String, Object> theirs = new LinkedHashMap<>(held.attributes());
        Map<String, Attribute> all = new TreeMap<>();
        stored.attributes().forEach((name, value) -> {
            String theirName = names.attribute(name);
            Object theirValue = theirs.remove(theirName);
            Boolean equal = held.state() == Held.State.UNREADABLE ? null : isEqual(value, theirValue);
            all.put(theirName, new Attribute(name, theirName, value, theirValue, equal));
        });
        theirs.forEach((name, value) -> all.put(name, new Attribute(null, name, null, value, false)));
        return new ArrayList<>(all.values());
    }

    private static boolean isEqual(Object one, Object other) {
        return one instanceof Number && other instanceof Number
                ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0
                : Objects.equals(one, other);
    }
}
