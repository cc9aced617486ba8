package dev.earshot.tool.backend;

import dev.earshot.customer.Session;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the places of a template may name: a call's arguments, {@code session.id}, {@code session.platform}, {@code
 * customer.id}, and after the backend's answer {@code result.…}.
 *
 * @param result the mapped answer; empty before it
 */
public record CallValues(JsonObject arguments, Session session, Map<String, Object> result) {
    static final Set<String> OF_THE_SESSION = Set.of("session.id", "session.platform", "customer.id");
    static final String RESULT = "result.";

    public static CallValues of(JsonObject arguments, Session session) {
        return new CallValues(arguments, session, Map.of());
    }

    public CallValues with(Map<String, Object> answer) {
        return new CallValues(arguments, session, answer);
    }

    Optional<Object> value(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "session.id" -> session == null ? null : session.id();
                    case "session.platform" -> session == null ? null : session.platform();
                    case "customer.id" ->
                        session == null ? null : session.customer().value();
                    default ->
                        name.startsWith(RESULT)
                                ? result.get(name.substring(RESULT.length()))
                                : argument(arguments, name);
                });
    }

    private static Object argument(JsonObject within, String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return within.getValue(name);
        }
        Object inner = within.getValue(name.substring(0, dot));
        return inner instanceof JsonObject object ? argument(object, name.substring(dot + 1)) : null;
    }
}
