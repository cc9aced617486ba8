package dev.earshot.chat.run;

import dev.earshot.chat.Effects;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.Replica;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;

/** Replies that are logged as a replica makes them. */
abstract class LoggedReplies {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    RunLog log;

    @Inject
    ReplicaLeases leases;

    @Inject
    Effects effects;

    @Inject
    Replica replica;

    @Inject
    Pool pool;

    Run reply;

    Run other;

    @BeforeEach
    void begin() {
        run("delete from conversation where owner = 'log'");
        reply = streaming("msg_1");
        other = streaming("msg_2");
    }

    /** The state when its first words are due; it began so late that its run is not yet expected here. */
    Run streaming(String id) {
        run("""
                insert into conversation (id, owner, title, created_at, updated_at)
                values ('of_%s', 'log', '', now(), now())""".formatted(id));
        run("""
                insert into message (id, conversation_id, role, status, content, runner, created_at)
                values ('%s', 'of_%s', 'AGENT', 'STREAMING', '', '%s',
                  now() + interval '1 hour')""".formatted(id, id, replica.id()));
        AgentRequest turn = new AgentRequest(
                "of_" + id, id, "log", "hiking", ConversationState.NOTHING, false, Optional.empty(), List.of());
        return new Run(turn, Instant.now(), 1000, () -> {});
    }

    List<String> values(String sql) {
        return StreamSupport.stream(
                        pool.query(sql).execute().await().atMost(PATIENCE).spliterator(), false)
                .flatMap(row -> IntStream.range(0, row.size()).mapToObj(row::getString))
                .toList();
    }

    RunLog.Outcome append(Run.Slice... slices) {
        return log.append(List.of(slices)).await().atMost(PATIENCE);
    }

    List<String> read(int after) {
        return log.read("msg_1", after).await().atMost(PATIENCE).frames();
    }

    static Run.Slice said(Run run, int first, int last) {
        return new Run.Slice(run, first, frames(first, last), Optional.empty());
    }

    static Run.Slice ended(Run run, int first, int last) {
        return new Run.Slice(
                run,
                first,
                whole(first, last),
                Optional.of(new Run.Ending(MessageStatus.COMPLETE, "all", null, ReplyReplay.of(List.of(3)))));
    }

    static List<String> whole(int first, int last) {
        List<String> frames = new ArrayList<>(frames(first, last - 1));
        frames.add(StreamFrame.end("msg_1", MessageStatus.COMPLETE));
        return frames;
    }

    static List<String> frames(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> StreamFrame.chunk("word " + n))
                .toList();
    }

    void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }
}
