package dev.earshot.tool;

import dev.earshot.customer.CustomerTable;
import jakarta.inject.Singleton;

/** The calls of a customer. */
@Singleton
class CallRows extends CustomerTable {

    CallRows() {
        super("call", "customer_id");
    }
}
