package dev.earshot.customer;

import dev.earshot.common.ApiException;
import dev.earshot.common.ExternalId;
import dev.earshot.common.Ids;
import java.time.Instant;
import java.util.Optional;

/**
 * A customer's id: the external id that all systems of a company share ({@code user_98765}), or one made here for a
 * visitor not identified yet ({@code anon_…}).
 */
public record CustomerId(String value) {
    /**
     * A known customer, as a caller names it.
     *
     * @param field the field to report if the id is invalid
     */
    public static CustomerId known(String field, String id) {
        return checked(field, id, ExternalId.fault(id));
    }

    /** The same where anonymous ids are allowed too. */
    public static CustomerId any(String field, String id) {
        return checked(field, id, ExternalId.faultOfAny(id));
    }

    private static CustomerId checked(String field, String id, Optional<String> fault) {
        fault.ifPresent(message -> {
            throw ApiException.invalid("INVALID_INPUT", field, message);
        });
        return new CustomerId(id);
    }

    public static CustomerId anonymous(Instant at) {
        return new CustomerId(Ids.make("anon", at));
    }

    /** Whether it was made here: no other system knows such a customer, so it can't be messaged. */
    public boolean isAnonymous() {
        return value.startsWith(ExternalId.ANONYMOUS);
    }

    @Override
    public String toString() {
        return value;
    }
}
