package dev.earshot.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.outbox.dispatch.BatchSender;
import dev.earshot.outbox.dispatch.LaneClaims;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is leased to a replica, and what happens around it until it is settled. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class LeaseTest extends Drained {
    @Inject
    LaneClaims claims;

    @Inject
    BatchSender sender;

    @Test
    void a_claim_whose_replica_died_is_taken_over_when_its_lease_has_run_out() {
        Visit.of(customer);
        pool.preparedQuery("update lane set lease = 'dead', due_at = $1")
                .executeAndAwait(
                        Tuple.of(clock.instant().plus(Duration.ofSeconds(60)).atOffset(java.time.ZoneOffset.UTC)));

        assertThat(drain()).isZero();
        clock.advance(ofSeconds(61));
        assertThat(drain()).isEqualTo(1);
    }

    /**
     * A replay waits for a lane that a call has locked: it entered its delivery before the call did, and commits it
     * after.
     */
    @Test
    void what_is_committed_while_a_later_delivery_of_the_customer_is_under_way_leaves_next() {
        String somebodyElse = "before_" + customer;
        Visit.of(somebodyElse);
        Visit visit = Visit.of(customer);
        drain();

        DeliveryBatch underWay;
        CompletableFuture<Response> replay;
        SqlConnection busy = pool.getConnectionAndAwait();
        try {
            busy.query("begin").executeAndAwait();
            busy.preparedQuery("select from lane where customer_id = $1 for update")
                    .executeAndAwait(Tuple.of(somebodyElse));
            replay = CompletableFuture.supplyAsync(() ->
                    Api.admin().body("{\"filter\":{\"status\":\"delivered\"}}").post("/admin/deliveries/replay"));
            await().until(() -> Rows.number(pool, "select count(*) from pg_locks where not granted") > 0);
            visit.does("view_item", "itemId", "tent-1");
            underWay = claims.claim(Destination.PRIMARY, 2, clock.instant())
                    .await()
                    .indefinitely();
        } finally {
            busy.query("commit").executeAndAwait();
            busy.closeAndAwait();
        }
        replay.join().then().statusCode(200).body("data.replayed", is(2));
        assertThat(sender.send(underWay).await().indefinitely()).isEqualTo(1);

        assertThat(drain()).isEqualTo(2);
        assertThat(netmera.namesReceived(customer))
                .containsExactly("AISessionStarted", "AIResultViewed", "AISessionStarted");
    }

    @Test
    void a_batch_with_more_guilty_events_than_can_be_found_under_its_lease_keeps_what_was_learned_and_goes_on() {
        List<String> customers =
                IntStream.range(0, 40).mapToObj(i -> customer + "_" + i).toList();
        customers.forEach(Visit::of);
        netmera.answers(call -> {
            clock.advance(ofSeconds(1));
            return call.body().size() > 1 ? Reply.of(400, "{\"code\":5028,\"error\":\"unknown event\"}") : Reply.OK;
        });

        sender.send(claims.claim(Destination.PRIMARY, 40, clock.instant())
                        .await()
                        .indefinitely())
                .await()
                .indefinitely();
        assertThat(netmera.calls()).hasSizeLessThan(40);
        assertThat(netmera.received()).hasSizeBetween(1, 39);
        drain();

        assertThat(netmera.received())
                .extracting(event -> event.getString("extId"))
                .containsExactlyInAnyOrderElementsOf(customers);
    }

    @Test
    void what_arrived_is_sent_once_even_if_writing_that_down_ends_in_a_deadlock() {
        pool.query("create sequence settled").executeAndAwait();
        pool.query("""
                create function lose_once() returns trigger language plpgsql as $$
                begin
                  if nextval('settled') = 1 then raise exception 'deadlock detected' using errcode = '40P01'; end if;
                  return new;
                end $$""").executeAndAwait();
        pool.query("""
                create trigger lose_once before update on lane for each row
                when (old.lease is not null and new.lease is null) execute function lose_once()""").executeAndAwait();
        try {
            Visit.of(customer);
            assertThat(drain()).isEqualTo(1);
            clock.advance(Duration.ofMinutes(2));
            assertThat(drain()).isZero();
        } finally {
            pool.query("drop trigger lose_once on lane").executeAndAwait();
            pool.query("drop function lose_once()").executeAndAwait();
            pool.query("drop sequence settled").executeAndAwait();
        }

        assertThat(netmera.received(customer)).hasSize(1);
    }
}
