package dev.earshot.tool.backend;

import dev.earshot.customer.Session;
import dev.earshot.tool.call.ToolCall;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/** Conversions that a backend of one's own carries out: it takes the order, and Earshot records it. */
@Singleton
public class BackendConversions {
    private final StandardOperations operations;
    private final BackendCalls backends;

    BackendConversions(OwnTools tools, BackendCalls backends) {
        this.operations = tools.standard();
        this.backends = backends;
    }

    /** Whether conversions are a backend's; otherwise they are only recorded. */
    public boolean areRemote() {
        return operations.conversion().isPresent();
    }

    /** What the backend answered, mapped; empty if conversions are only recorded. */
    public Uni<Map<String, Object>> convert(ToolCall call, Session session) {
        return operations
                .conversion()
                .map(conversion -> backends.effect(
                        conversion.operation(),
                        CallValues.of(call.arguments(), session),
                        call.effectKey(),
                        conversion.result()::map))
                .orElseGet(() -> Uni.createFrom().item(Map.of()));
    }
}
