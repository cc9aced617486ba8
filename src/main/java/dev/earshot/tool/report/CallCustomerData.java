package dev.earshot.tool.report;

import dev.earshot.customer.CustomerTable;
import jakarta.inject.Singleton;

/** The calls of a customer. */
@Singleton
class CallCustomerData extends CustomerTable {

    CallCustomerData() {
        super("call", "customer_id");
    }
}
