package dev.earshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/**
 * Every pattern that decides whether a value is accepted must match the whole value: a match within it says nothing of
 * the rest.
 */
class PatternsTest {
    /** These look for words in what people say. */
    private static final Set<String> READ_TEXT =
            Set.of("dev.earshot.chat", "dev.earshot.item", "dev.earshot.matching", "dev.earshot.signal");

    private final JavaClasses classes = ProgramClasses.ALL;

    @Test
    void only_what_reads_text_looks_for_parts_of_it() {
        Set<String> found = new TreeSet<>();
        classes.stream()
                .filter(type -> READ_TEXT.stream().noneMatch(type.getPackageName()::startsWith))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(PatternsTest::looksForParts)
                .forEach(call -> found.add(call.getDescription()));
        assertThat(found).isEmpty();
    }

    /** In Java a dollar sign matches before a final line break, too: {@code "USD\n"} would pass within a lookahead. */
    @Test
    void no_constraint_ends_where_a_line_break_may_follow() {
        List<String> ends = classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.isAnnotatedWith(Pattern.class))
                .map(field -> field.getAnnotationOfType(Pattern.class).regexp())
                .filter(regexp -> regexp.contains("$"))
                .toList();
        assertThat(ends).isEmpty();
    }

    private static boolean looksForParts(JavaMethodCall call) {
        boolean finds = call.getTargetOwner().isEquivalentTo(Matcher.class)
                && Set.of("find", "lookingAt").contains(call.getName());
        return finds
                || (call.getTargetOwner().isEquivalentTo(java.util.regex.Pattern.class)
                        && call.getName().equals("asPredicate"));
    }
}
