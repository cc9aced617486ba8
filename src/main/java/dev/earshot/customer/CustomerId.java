package dev.earshot.customer;

import dev.earshot.Ids;
import java.time.Instant;

/**
 * Who a customer is outside of here: the external id that all systems of a company share ({@code user_98765}), or one made here for somebody who
 * has not said who they are ({@code anon_…}).
 */
public record CustomerId(String value) {
    private static final String ANONYMOUS = "anon";

    public static CustomerId anonymous(Instant at) {
        return new CustomerId(Ids.make(ANONYMOUS, at));
    }

    /** Whether it was made here: nobody outside knows such a customer, so nobody can message them. */
    public boolean isAnonymous() {
        return value.startsWith(ANONYMOUS + "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
