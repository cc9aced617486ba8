package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import dev.earshot.testing.stub.WebhookStub;
import dev.earshot.testing.stub.WebhookStub.Message;
import dev.earshot.testing.stub.WebhookStub.WebhookReply;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An endpoint of webhooks that fails, is slow and restarts under load: it has each event once by its id, each
 * customer's in order, and Netmera's deliveries are as ever.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookFaultsIT {
    private static final int EVENTS = Integer.getInteger("earshot.faults.events", 300);
    private static final int CUSTOMERS = 24;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PENDING =
            "select count(*) from delivery where status = 'PENDING' and destination = '%s'";

    private final Surroundings surroundings = new Surroundings();
    private final WebhookStub crm = surroundings.webhook();
    private final Random random = new Random(20261127);
    private Accounting accounting;
    private RunningApp app;
    private long before;

    @BeforeAll
    void start() {
        Map<String, String> settings = surroundings.start();
        accounting = new Accounting(settings, surroundings.netmera());
        surroundings.netmera().answers(call -> Reply.OK);
        app = RunningApp.start(
                settings,
                Stream.concat(
                                Stream.of(Impatience.OPTIONS),
                                Stream.of(
                                        "-Dearshot.webhook.private-addresses=true",
                                        "-Dearshot.webhook.endpoint.crm.url=" + crm.url() + "/hooks",
                                        "-Dearshot.webhook.endpoint.crm.secrets=" + WebhookStub.SECRETS.get(0),
                                        "-Dearshot.webhook.endpoint.crm.timeout=1s"))
                        .toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        app.close();
        surroundings.stop();
    }

    @BeforeEach
    void open() throws SQLException {
        accounting.open();
        crm.reset();
        before = stored();
    }

    @Test
    void an_endpoint_that_fails_loses_answers_and_hangs() throws SQLException {
        crm.answers(message -> {
            int dice = random.nextInt(100);
            return dice < 20
                    ? WebhookReply.of(503, "later")
                    : dice < 30 ? WebhookReply.LOST : dice < 32 ? WebhookReply.HELD : WebhookReply.OK;
        });
        rides("a webhook that fails", load -> {});
    }

    @Test
    void an_endpoint_that_is_slow_and_restarted_under_load() throws SQLException {
        crm.answers(message -> WebhookReply.OK.after(100));
        rides("a webhook that is slow and restarted", load -> {
            load.awaitAnswers(EVENTS / 3);
            crm.goDown();
            load.finish(Duration.ofMinutes(5));
            // Netmera has everything, while the other one is down.
            await().atMost(PATIENCE).until(() -> accounting.number(PENDING.formatted("netmera")) == 0);
            assertThat(accounting.number(PENDING.formatted("crm"))).isPositive();
            crm.comeBack();
        });
    }

    /** What happens to the endpoint while customers ask. */
    private interface Fault {
        void under(Load load) throws SQLException;
    }

    private void rides(String what, Fault fault) throws SQLException {
        try (Load load = Load.of(app::url, CUSTOMERS, EVENTS)) {
            fault.under(load);
            load.finish(Duration.ofMinutes(5));
            accounting.awaitDrained(Duration.ofMinutes(5));
            assertThat(accounting.settle(what + ", Netmera's account", load))
                    .as("Netmera's duplicates")
                    .isZero();
            settle(what, load);
        }
    }

    /** Each event once by its id, and every customer's in the order of its questions. */
    private void settle(String what, Load load) throws SQLException {
        Set<String> ids = new HashSet<>();
        // One that was answered 503 has arrived too, and is the same when it comes again.
        List<Message> first =
                crm.messages().stream().filter(message -> ids.add(message.id())).toList();
        System.out.printf(
                "%s: events %d, distinct received %d, messages %d%n",
                what, stored() - before, ids.size(), crm.messages().size());
        assertThat((long) ids.size()).isEqualTo(stored() - before);
        load.answered().forEach((customer, answered) -> {
            List<Integer> arrived = first.stream()
                    .filter(message -> message.customer().equals(customer)
                            && message.type().equals("ai_query_submitted"))
                    .map(message -> Integer.parseInt(
                            message.parameters().getString("query_text").substring(9)))
                    .toList();
            List<Integer> sorted = new ArrayList<>(arrived);
            Collections.sort(sorted);
            assertThat(arrived).as("order of %s", customer).isEqualTo(sorted).containsAll(answered);
        });
    }

    private long stored() throws SQLException {
        return accounting.number("select count(*) from delivery where destination = 'crm'");
    }
}
