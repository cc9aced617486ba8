package dev.earshot.tool.backend;

import dev.earshot.customer.Session;
import dev.earshot.tool.call.ToolCall;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Conversions that a backend of one's own carries out: it takes the order, and Earshot records it. */
@Singleton
public class BackendConversions {
    private final OwnTools tools;
    private final BackendCalls backends;

    BackendConversions(OwnTools tools, BackendCalls backends) {
        this.tools = tools;
        this.backends = backends;
    }

    /** The operation as the file says now; empty if conversions are only recorded. */
    public Optional<Conversion> now() {
        return tools.current().standard().conversion().map(operation -> new Conversion(operation, backends));
    }

    /** One backend's conversions. A call keeps it from its begin to its end, though the file changes meanwhile. */
    public static final class Conversion {
        private final StandardOperations.Conversion operation;
        private final BackendCalls backends;

        private Conversion(StandardOperations.Conversion operation, BackendCalls backends) {
            this.operation = operation;
            this.backends = backends;
        }

        /** What the backend answered, mapped. */
        public Uni<Map<String, Object>> convert(ToolCall call, Session session) {
            return backends.effect(
                    operation.operation(),
                    CallValues.of(call.arguments(), session),
                    call.effectKey(),
                    operation.result()::map);
        }
    }
}
