package dev.earshot.tool.idempotency;

import dev.earshot.customer.CustomerData;
import dev.earshot.customer.CustomerTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The answers that are kept for retries, as data of the customers whose calls they answer. */
class AnswerCustomerData {
    AnswerCustomerData() {}

    @Produces
    @Singleton
    static CustomerData answers() {
        return new CustomerTable("kept_answer", "customer_id");
    }
}
