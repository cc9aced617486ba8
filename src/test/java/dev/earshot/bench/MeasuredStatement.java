package dev.earshot.bench;

import java.lang.reflect.Field;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of the application itself, read from the constant that holds it: what is measured can't drift from what
 * is run.
 */
final class MeasuredStatement {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    private MeasuredStatement() {}

    static String of(String type, String constant) {
        try {
            Field field = Class.forName("dev.earshot." + type).getDeclaredField(constant);
            field.setAccessible(true);
            return (String) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for pgbench, with an expression in the place of each parameter. */
    static String filled(String statement, List<String> expressions) {
        return PARAMETER
                        .matcher(statement)
                        .replaceAll(parameter -> Matcher.quoteReplacement(
                                "(" + expressions.get(Integer.parseInt(parameter.group(1)) - 1) + ")"))
                        .replaceAll("\\s+", " ")
                        .strip()
                + ";\n";
    }
}
