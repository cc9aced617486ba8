package dev.earshot.common;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.util.Collection;

/**
 * Ends the start because settings make no sense. Thrown while the application starts, it becomes one line with all
 * faults and the exit status of a wrong configuration.
 */
public final class StartRefusal {
    private StartRefusal() {}

    /** @param faults a phrase each, with the setting and never its value */
    public static void ifAny(Collection<String> faults) {
        if (!faults.isEmpty()) {
            throw new ConfigValidationException(
                    faults.stream().map(Problem::new).toArray(Problem[]::new));
        }
    }

    public static ConfigValidationException of(String fault) {
        return new ConfigValidationException(new Problem[] {new Problem(fault)});
    }
}
