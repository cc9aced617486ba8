package dev.earshot.customer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tables of this package that hold customer data. */
class CustomerTables {

    /** A customer's own row, with the profile; an anonymous one, and so one that is moved, has none. */
    @Produces
    @Singleton
    static CustomerData customers() {
        return new CustomerTable("customer", "id");
    }

    /** An opt-out. One given anonymously also holds for the known customer. */
    @Produces
    @Singleton
    static CustomerData denials() {
        return new CustomerTable("denial", "customer_id", """
                with gone as (delete from denial where customer_id = $1 returning at)
                insert into denial (customer_id, at) select $2, at from gone on conflict do nothing""");
    }
}
