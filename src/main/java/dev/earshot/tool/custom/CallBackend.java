package dev.earshot.tool.custom;

import dev.earshot.customer.Session;
import dev.earshot.insight.CustomerContext;
import dev.earshot.matching.SignalSource;
import dev.earshot.signal.SignalEvidence;
import dev.earshot.tool.backend.BackendCalls;
import dev.earshot.tool.backend.BackendCalls.Mapped;
import dev.earshot.tool.backend.CallValues;
import dev.earshot.tool.backend.OwnTool;
import dev.earshot.tool.call.CallEvidence;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;

/**
 * Calls a backend of one's own, and records the call, its answer and its event together afterwards. No transaction is
 * open meanwhile: what a crash leaves unrecorded, the caller's retry asks for again under the same key.
 */
class CallBackend implements Tool {
    private final OwnTool tool;
    private final SessionCalls sessionCalls;
    private final BackendCalls backends;

    CallBackend(OwnTool tool, SessionCalls sessionCalls, BackendCalls backends) {
        this.tool = tool;
        this.sessionCalls = sessionCalls;
        this.backends = backends;
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public boolean hasRemoteEffect() {
        return tool.hasEffect();
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return tool.isReadOnly() ? look(call) : act(call);
    }

    private Uni<ToolResult> look(ToolCall call) {
        return sessionCalls
                .look(call)
                .chain(session -> sessionCalls.beside(
                        session,
                        asked(call, session),
                        (context, mapped) -> Uni.createFrom().item(answer(session, context, mapped))));
    }

    private Uni<ToolResult> act(ToolCall call) {
        return sessionCalls
                .open(call)
                .chain(session -> sessionCalls.beside(
                        session,
                        asked(call, session),
                        (context, mapped) -> BackendCalls.afterwards(
                                tool.hasEffect(),
                                sessionCalls.attributed(
                                        session, call, current -> record(current, context, call, mapped)))));
    }

    private Uni<Mapped> asked(ToolCall call, Session session) {
        return backends.ask(tool, CallValues.of(call.arguments(), session), call.effectKey());
    }

    private Uni<ToolResult> record(Session session, CustomerContext context, ToolCall call, Mapped mapped) {
        CallValues values = CallValues.of(call.arguments(), session).with(mapped.result());
        return sessionCalls.record(
                session,
                context,
                call,
                tool.event().map(event -> event.of(values)),
                clues(values),
                answer(session, context, mapped));
    }

    private List<SignalEvidence> clues(CallValues values) {
        return Stream.concat(
                        clues(SignalSource.QUERY, tool.texts("query", values)),
                        clues(SignalSource.ITEM, tool.texts("item", values)))
                .toList();
    }

    private static Stream<SignalEvidence> clues(SignalSource source, List<String> texts) {
        return CallEvidence.of(source, texts.toArray(String[]::new)).stream();
    }

    private ToolResult answer(Session session, CustomerContext context, Mapped mapped) {
        ToolResult answer = SessionCalls.answer(session, context, null);
        if (tool.hasResult()) {
            answer = answer.result(mapped.result());
        }
        return mapped.items().isEmpty()
                ? answer
                : answer.items(mapped.items().get().hits(), mapped.items().get().total());
    }
}
