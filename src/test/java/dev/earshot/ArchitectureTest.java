package dev.earshot;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which package may import which: the table of the design, besides {@code common}, {@code postgres} and {@code http},
 * which every feature may import. Inside a feature, which room may import which.
 */
class ArchitectureTest {
    private static final String ROOT = "dev.earshot";
    private static final Set<String> EVERYTHING = Set.of("*");
    private static final Set<String> SHARED = Set.of("common", "postgres", "http");

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("", EVERYTHING),
            entry("common", Set.of()),
            entry("postgres", Set.of("common")),
            entry("http", Set.of("common", "postgres")),
            entry("settings", Set.of()),
            entry("console", Set.of()),
            entry("event", Set.of()),
            entry("customer", Set.of("event")),
            entry("item", Set.of()),
            entry("insight", Set.of("customer")),
            entry("taxonomy", Set.of()),
            entry("matching", Set.of("taxonomy")),
            entry("signal", Set.of("customer", "taxonomy", "matching")),
            entry("outbox", Set.of("event", "customer")),
            entry("netmera", Set.of("outbox", "event", "customer")),
            entry("webhook", Set.of("outbox", "event", "customer")),
            entry("kafka", Set.of("outbox", "customer")),
            entry("audience", Set.of("event", "signal", "taxonomy", "customer", "outbox")),
            entry("chat", Set.of("audience", "signal", "taxonomy", "matching", "customer", "insight")),
            entry(
                    "tool",
                    Set.of(
                            "event",
                            "customer",
                            "insight",
                            "taxonomy",
                            "matching",
                            "signal",
                            "item",
                            "outbox",
                            "audience")),
            entry("sandbox", EVERYTHING));

    /** Rooms that import no other room of their feature are not listed. */
    private static final Map<String, Set<String>> ROOM_MAY_IMPORT = Map.ofEntries(
            entry("audience.activation", Set.of("audience", "audience.sizing")),
            entry("audience.api", Set.of("audience", "audience.activation", "audience.sizing")),
            entry("audience.sizing", Set.of("audience")),
            entry("chat.agent", Set.of("chat")),
            entry("chat.agent.answer", Set.of("chat", "chat.agent", "chat.agent.act")),
            entry("chat.agent.draft", Set.of("chat", "chat.agent.act", "chat.agent.answer")),
            entry("chat.agent.model", Set.of("chat", "chat.agent", "chat.agent.draft", "chat.agent.rules")),
            entry(
                    "chat.agent.rules",
                    Set.of("chat", "chat.agent", "chat.agent.act", "chat.agent.answer", "chat.agent.draft")),
            entry("chat.api", Set.of("chat", "chat.agent", "chat.run")),
            entry("chat.run", Set.of("chat", "chat.agent", "chat.agent.model", "chat.agent.rules")),
            entry("chat.stream", Set.of("chat.agent", "chat", "chat.run")),
            entry("chat.stream.agui", Set.of("chat", "chat.agent", "chat.run", "chat.stream")),
            entry("chat.stream.aisdk", Set.of("chat", "chat.agent", "chat.run", "chat.stream")),
            entry("chat.stream.openai", Set.of("chat", "chat.agent", "chat.run", "chat.stream")),
            entry("http.auth", Set.of("http", "http.address")),
            entry("http.error", Set.of("http", "http.auth")),
            entry("http.limit", Set.of("http.address", "http.auth", "http.error", "http.upload")),
            entry("http.openapi", Set.of("http.address", "http.error")),
            entry("http.parquet", Set.of()),
            entry("http.upload", Set.of("http", "http.error")),
            entry(
                    "matching",
                    Set.of(
                            "matching.clause",
                            "matching.gazetteer",
                            "matching.pattern",
                            "matching.range",
                            "matching.words")),
            entry("matching.clause", Set.of("matching.pattern", "matching.words")),
            entry("matching.range", Set.of("matching.words")),
            entry("matching.words", Set.of("matching.pattern")),
            entry("outbox.admin", Set.of("outbox", "outbox.dispatch")),
            entry("outbox.dispatch", Set.of("outbox")),
            entry("postgres.migration", Set.of("postgres")),
            entry(
                    "tool",
                    Set.of(
                            "tool.backend",
                            "tool.backend.file",
                            "tool.call",
                            "tool.custom",
                            "tool.idempotency",
                            "tool.ledger",
                            "tool.schema",
                            "tool.session")),
            entry(
                    "tool.backend",
                    Set.of("tool.backend.client", "tool.backend.file", "tool.backend.openapi", "tool.call")),
            entry("tool.backend.openapi", Set.of("tool.backend.file")),
            entry("tool.card", Set.of("tool.backend", "tool.call")),
            entry("tool.custom", Set.of("tool.backend", "tool.call", "tool.schema", "tool.session")),
            entry("tool.document", Set.of("tool.backend", "tool.call")),
            entry("tool.idempotency", Set.of("tool.call")),
            entry("tool.ledger", Set.of("tool.call", "tool.idempotency")),
            entry(
                    "tool.mcp",
                    Set.of("tool", "tool.backend", "tool.call", "tool.card", "tool.idempotency", "tool.schema")),
            entry("tool.report", Set.of("tool.call")),
            entry("tool.reload", Set.of("tool.backend", "tool.backend.file")),
            entry("tool.schema", Set.of("tool.backend", "tool.backend.file", "tool.idempotency")),
            entry("tool.session", Set.of("tool.call", "tool.ledger")));

    private final JavaClasses classes = ProgramClasses.ALL;

    @Test
    void packages_import_only_what_the_design_allows() {
        Set<String> forbidden = new TreeSet<>();
        for (JavaClass from : classes) {
            Set<String> allowed = MAY_IMPORT.get(feature(from));
            assertThat(allowed).as("The design knows no package of %s", from).isNotNull();
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(to -> to.getPackageName().startsWith(ROOT))
                    .filter(to -> !mayImport(allowed, feature(from), feature(to)))
                    .forEach(to -> forbidden.add(from.getName() + " → " + to.getName()));
        }
        assertThat(forbidden).isEmpty();
    }

    @Test
    void rooms_import_only_the_rooms_that_are_listed() {
        Set<String> forbidden = new TreeSet<>();
        for (JavaClass from : classes) {
            Set<String> allowed = ROOM_MAY_IMPORT.getOrDefault(room(from), Set.of());
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(to ->
                            to.getPackageName().startsWith(ROOT) && feature(to).equals(feature(from)))
                    .filter(to -> !room(to).equals(room(from)) && !allowed.contains(room(to)))
                    .forEach(to -> forbidden.add(from.getName() + " → " + to.getName()));
        }
        assertThat(forbidden).isEmpty();
    }

    @Test
    void matching_and_events_are_plain_java() {
        assertThat(classes.stream()
                        .filter(type -> feature(type).equals("matching"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(to -> !to.isPrimitive() && !to.getPackageName().startsWith("java."))
                        .filter(to -> !to.getPackageName().startsWith(ROOT))
                        .map(JavaClass::getName)
                        .filter(name -> !name.startsWith("io.quarkus.runtime.annotations.")))
                .isEmpty();
    }

    @Test
    void there_are_no_cycles_between_packages() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    private static boolean mayImport(Set<String> allowed, String from, String to) {
        boolean shared = SHARED.contains(to) && !SHARED.contains(from);
        return from.equals(to) || shared || allowed == EVERYTHING || allowed.contains(to);
    }

    private static String feature(JavaClass type) {
        return room(type).split("\\.")[0];
    }

    private static String room(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        return below.isEmpty() ? "" : below.substring(1);
    }
}
