package dev.earshot.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.StreamedAnswer;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Access to the streams of the chat: callers, origins, limits and failures, whatever the protocol. */
@QuarkusTest
@TestProfile(BrowserPages.class)
@WithTestResource(Surroundings.class)
class StreamAccessTest {
    private static final String BRIEF = "Hikers in California, but no students and no retirees";

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    String root;

    private String origin() {
        return root.substring(0, root.length() - 1);
    }

    /** Planners have streams each, so every test has its own. */
    private PlannerClient as(Protocol protocol, String planner) {
        return PlannerClient.planner(
                protocol, origin(), planner + "_" + protocol.name().toLowerCase(Locale.ROOT));
    }

    private static void assertRefused(Protocol protocol, StreamedAnswer answer, int status, String code) {
        answer.awaitEnd();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith(protocol.client().mediaType());
        assertThat(protocol.code(answer)).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void only_planners_may_ask(Protocol protocol) {
        String thread = as(protocol, "pat").newThread();
        StreamedAnswer unknown = PlannerClient.unknown(protocol, origin()).ask(thread, BRIEF);
        StreamedAnswer admin = new PlannerClient(protocol, origin(), "alice", "admin").ask(thread, BRIEF);

        assertRefused(protocol, unknown, 401, "UNAUTHENTICATED");
        assertThat(unknown.header("www-authenticate")).startsWith("Bearer");
        assertRefused(protocol, admin, 403, "FORBIDDEN");
    }

    @ParameterizedTest
    @EnumSource
    void another_planners_reply_can_neither_be_followed_nor_stopped(Protocol protocol) {
        PlannerClient owner = as(protocol, "owner");
        PlannerClient other = as(protocol, "other");
        StreamedAnswer reply = owner.ask(owner.newThread(), BRIEF);
        await().until(() -> protocol.text(reply).length() > 20);
        String conversation = owner.conversation(reply);

        assertThat(other.stop(conversation)).isEqualTo(404);
        if (protocol != Protocol.OPENAI) {
            StreamedAnswer followed = other.resume(conversation, reply);
            assertRefused(
                    protocol,
                    followed,
                    404,
                    protocol == Protocol.OURS ? "MESSAGE_NOT_FOUND" : "CONVERSATION_NOT_FOUND");
        }
        assertThat(protocol.end(reply.awaitEnd())).isEqualTo("complete");
    }

    @ParameterizedTest
    @EnumSource
    void a_page_of_a_listed_origin_reads_streams_and_refusals(Protocol protocol) {
        PlannerClient here = as(protocol, "page").in(BrowserPages.PAGE);
        String thread = here.newThread();
        StreamedAnswer preflight =
                here.preflight(BrowserPages.PAGE, thread, "authorization,content-type,last-event-id");
        StreamedAnswer reply = here.ask(thread, BRIEF);
        await().until(() -> !protocol.text(reply).isEmpty());
        StreamedAnswer busy = here.ask(thread, BRIEF);
        StreamedAnswer unknown =
                PlannerClient.unknown(protocol, origin()).in(BrowserPages.PAGE).ask(thread, BRIEF);

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("access-control-allow-methods")).contains("POST");
        assertThat(preflight.header("access-control-allow-headers")).containsIgnoringCase("last-event-id");
        assertRefused(protocol, busy, 409, "RUN_IN_PROGRESS");
        assertRefused(protocol, unknown, 401, "UNAUTHENTICATED");
        for (StreamedAnswer answer : new StreamedAnswer[] {preflight, reply, busy, unknown}) {
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(BrowserPages.PAGE);
        }
        assertThat(busy.header("access-control-expose-headers")).contains("Retry-After");
        assertThat(protocol.end(reply.awaitEnd())).isEqualTo("complete");
    }

    @ParameterizedTest
    @EnumSource
    void a_page_of_another_origin_may_not_ask(Protocol protocol) {
        PlannerClient elsewhere = as(protocol, "elsewhere");
        String thread = elsewhere.newThread();
        StreamedAnswer preflight = elsewhere.preflight("https://evil.example", thread, "authorization");
        StreamedAnswer refused =
                elsewhere.in("https://evil.example").ask(thread, BRIEF).awaitEnd();

        assertThat(preflight.header("access-control-allow-origin")).isNull();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("access-control-allow-origin")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_carries_comments_that_no_client_takes_for_an_event(Protocol protocol) {
        PlannerClient patient = as(protocol, "patient");
        StreamedAnswer reply = patient.ask(patient.newThread(), BRIEF).awaitEnd();

        assertThat(reply.lines()).contains(": heartbeat");
        assertThat(reply.lines())
                .allMatch(line -> line.isEmpty() || line.startsWith(":") || line.matches("(id|data|retry): .*"));
        assertThat(protocol.end(reply)).isEqualTo("complete");
    }

    @ParameterizedTest
    @EnumSource
    void a_planner_with_too_many_open_streams_is_told_to_wait(Protocol protocol) {
        PlannerClient busy = as(protocol, "busy");
        for (int i = 0; i < BrowserPages.STREAMS; i++) {
            StreamedAnswer reply = busy.ask(busy.newThread(), BRIEF);
            await().until(() -> !protocol.text(reply).isEmpty());
        }
        StreamedAnswer refused = busy.ask(busy.newThread(), BRIEF);

        assertRefused(protocol, refused, 429, "TOO_MANY_STREAMS");
        assertThat(refused.header("retry-after")).isEqualTo("5");
    }

    @ParameterizedTest
    @EnumSource
    void while_the_database_takes_nothing_a_planner_is_told_to_come_back(Protocol protocol) {
        PlannerClient early = as(protocol, "early");
        String thread = early.newThread();
        run("""
                create function read_only() returns trigger language plpgsql as $$
                begin raise exception 'read-only' using errcode = '25006'; end $$
                """);
        run("create trigger read_only before insert on message execute function read_only()");
        try {
            StreamedAnswer refused = early.ask(thread, BRIEF);
            assertRefused(protocol, refused, 503, "DATABASE_UNAVAILABLE");
            assertThat(refused.header("retry-after")).isNotNull();
        } finally {
            run("drop function read_only cascade");
        }
        assertThat(protocol.end(early.ask(thread, BRIEF).awaitEnd())).isEqualTo("complete");
    }

    private void run(String statement) {
        pool.query(statement).executeAndAwait();
    }
}
