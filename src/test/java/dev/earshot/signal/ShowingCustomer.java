package dev.earshot.signal;

import static java.time.Duration.ofSeconds;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.Member;
import dev.earshot.audience.sizing.Membership;
import dev.earshot.customer.CustomerId;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.stub.InsightarcStub;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

/** A customer who shows signals, and what is stored of them. */
abstract class ShowingCustomer {
    InsightarcStub insightarc;

    @Inject
    Membership membership;

    final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void quiet() {
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

    /** What an export holds of the customer, signal by signal. */
    static Map<String, Map<String, Object>> shown(String customer) {
        List<Map<String, Object>> rows = Api.admin()
                .get("/admin/customers/{id}", customer)
                .then()
                .statusCode(200)
                .extract()
                .path("data.customer_signal");
        return rows.stream().collect(Collectors.toMap(row -> (String) row.get("signal_id"), row -> row));
    }

    List<String> members(String signal) {
        return members(Criterion.of(signal));
    }

    List<String> members(Criterion criterion) {
        return membership
                .members(new Rule(List.of(new Rule.Group(List.of(criterion))), List.of()), Membership.START, 10_000)
                .await()
                .atMost(ofSeconds(10))
                .stream()
                .map(Member::customer)
                .map(CustomerId::value)
                .toList();
    }
}
