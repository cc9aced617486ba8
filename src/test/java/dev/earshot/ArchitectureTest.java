package dev.earshot;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.persistence.Entity;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.Test;

/** Which package may import which: the table of the design, besides the root and {@code web}, which all may import. */
class ArchitectureTest {
    private static final String ROOT = "dev.earshot";
    private static final Set<String> EVERYTHING = Set.of("*");
    /**
     * The clock itself, until the database has answered; the id of a request that is refused before anything is injected; and the age of a
     * header's date without the date of its answer.
     */
    private static final Set<String> OWN_CLOCK = Set.of("DatabaseClock", "RawProblem", "NetmeraError");

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("", Set.of()),
            entry("web", Set.of()),
            entry("console", Set.of()),
            entry("event", Set.of()),
            entry("customer", Set.of("event")),
            entry("item", Set.of()),
            entry("insight", Set.of("customer")),
            entry("signal", Set.of("customer")),
            entry("outbox", Set.of("event", "customer")),
            entry("netmera", Set.of("outbox", "event", "customer")),
            entry("audience", Set.of("signal", "customer", "outbox")),
            entry("conversation", Set.of("signal", "audience", "customer", "insight")),
            entry("tool", Set.of("event", "customer", "insight", "signal", "item", "outbox", "audience")),
            entry("sandbox", EVERYTHING));

    private static final Set<String> SHARING = Set.of("memoize", "broadcast", "cache");
    private static final Set<String> KEEPING = Set.of(
            "UniEmitter",
            "MultiEmitter",
            "CompletableFuture",
            "CompletionStage",
            "AsyncCache",
            "AsyncLoadingCache",
            "BroadcastProcessor",
            "UnicastProcessor");
    private static final Map<String, String> ANSWERS_ELSEWHERE = Map.of(
            ROOT + ".conversation.Farewell", "EventStream, which waits, ends each stream on its connection's thread",
            ROOT + ".conversation.Followed", "View goes to its connection's thread, Replies to the caller's context",
            ROOT + ".outbox.Dispatcher", "the end of the process waits, and no request",
            ROOT + ".outbox.Wakeups", "the dispatcher listens, and no request");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

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
    void there_are_no_cycles_between_packages() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    /**
     * A loaded entity that was changed would write back all its columns as they were when it was loaded, over what
     * others have written since.
     */
    @Test
    void entities_are_never_updated_by_hibernate() {
        assertThat(classes.stream().filter(type -> type.isAnnotatedWith(Entity.class)))
                .isNotEmpty()
                .allMatch(type -> type.isAnnotatedWith(Immutable.class));
    }

    /**
     * What several callers wait for comes on the context of one of them, and so without the request of the others:
     * {@link Origin} brings it back.
     */
    @Test
    void what_is_shared_or_kept_for_later_is_answered_where_it_was_asked_for() {
        Set<String> sharing = classes.stream()
                .filter(ArchitectureTest::sharesAnswers)
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .noneMatch(dependency -> dependency.getTargetClass().isEquivalentTo(Origin.class)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sharing)
                .as("Origin.answerEach answers each caller; exceptions are named here with their reasons")
                .isSubsetOf(ANSWERS_ELSEWHERE.keySet());
    }

    private static boolean sharesAnswers(JavaClass type) {
        boolean calls = type.getMethodCallsFromSelf().stream()
                .map(call -> call.getTarget())
                .anyMatch(method -> SHARING.contains(method.getName())
                        && method.getOwner().getPackageName().startsWith("io.smallrye.mutiny"));
        boolean keeps = type.getFields().stream()
                .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                .anyMatch(kept -> KEEPING.contains(kept.getSimpleName()));
        return calls || keeps;
    }

    /** Whose clock decides is said in one place; what has another one is listed here. */
    @Test
    void nothing_goes_by_a_clock_of_this_machine() {
        assertThat(classes.stream()
                        .filter(from -> !feature(from).equals("sandbox"))
                        .filter(from -> !OWN_CLOCK.contains(from.getSimpleName()))
                        .flatMap(from -> from.getMethodCallsFromSelf().stream())
                        .filter(call -> isClock(call.getTarget().getOwner().getName(), call.getName())
                                || call.getTarget().getFullName().startsWith("java.util.Date.<init>()"))
                        .map(call -> call.getOrigin().getFullName() + " → "
                                + call.getTarget().getFullName()))
                .isEmpty();
    }

    private static boolean isClock(String owner, String method) {
        return owner.startsWith("java.time.") && (method.equals("now") || method.startsWith("system"))
                || owner.equals("java.lang.System") && method.equals("currentTimeMillis");
    }

    private static boolean mayImport(Set<String> allowed, String from, String to) {
        boolean shared = to.isEmpty() || to.equals("web");
        return from.equals(to) || (shared && !from.isEmpty()) || allowed == EVERYTHING || allowed.contains(to);
    }

    private static String feature(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.")[0];
    }
}
