package dev.earshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.earshot.common.CallerContext;
import jakarta.persistence.Entity;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.Test;

/** What no class may do, wherever it is. */
class CodeRulesTest {
    private static final String ROOT = "dev.earshot";

    /**
     * The clock itself, until the database has answered; the id of a request that is refused before anything is
     * injected; and the age of a header's date without the date of its answer.
     */
    private static final Set<String> OWN_CLOCK = Set.of("DatabaseClock", "RawProblem", "NetmeraError");

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
            ROOT + ".chat.ShutdownPhase", "EventStream, which waits, ends each stream on its connection's thread",
            ROOT + ".chat.run.FollowedReply",
                    "StreamConnection goes to its connection's thread, Replies to the caller's context",
            ROOT + ".outbox.dispatch.Dispatcher", "the end of the process waits, and no request",
            ROOT + ".outbox.DispatchTriggers", "the dispatcher listens, and no request",
            ROOT + ".tool.report.ExportedRows$Export", "an export's own transaction waits for its end");

    private final JavaClasses classes = ProgramClasses.ALL;

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
     * {@link CallerContext} brings it back.
     */
    @Test
    void what_is_shared_or_kept_for_later_is_answered_where_it_was_asked_for() {
        Set<String> sharing = classes.stream()
                .filter(CodeRulesTest::sharesAnswers)
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .noneMatch(dependency -> dependency.getTargetClass().isEquivalentTo(CallerContext.class)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sharing)
                .as("CallerContext.answerEach answers each caller; exceptions are named here with their reasons")
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

    /** One place names the clock that decides; packages with another clock are listed here. */
    @Test
    void nothing_goes_by_a_clock_of_this_machine() {
        assertThat(classes.stream()
                        .filter(from -> !from.getPackageName().startsWith(ROOT + ".sandbox"))
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
}
