package dev.earshot.settings;

import dev.earshot.common.TextResource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Environment variables that look like settings and are none. Quarkus ignores them without a word, so that a misspelt
 * one leaves its default in force. They are logged and don't stop the start: a container may carry variables of others.
 */
@Singleton
class MisspeltSettings {
    private static final Logger LOG = Logger.getLogger(MisspeltSettings.class);
    private static final int BEFORE_THE_SCHEMA = 0;
    private static final String OURS = "EARSHOT_";
    private static final String ANY_NAME = "*";
    /** Kubernetes gives each container the addresses of all services: EARSHOT_SERVICE_HOST, EARSHOT_PORT_80_TCP. */
    private static final String SERVICE = "_SERVICE_HOST";

    /** One wrong letter among so many, and one more, make a name that is still taken for another. */
    private static final int LETTERS_PER_ERROR = 4;

    private final List<String> known = TextResource.lines("settings/environment.txt");

    void check(@Observes @Priority(BEFORE_THE_SCHEMA) StartupEvent started) {
        among(System.getenv().keySet()).forEach(LOG::warn);
    }

    /** A sentence about each, with the setting that it is most like, and never with its value. */
    List<String> among(Collection<String> variables) {
        Set<String> services = variables.stream()
                .filter(name -> name.endsWith(SERVICE))
                .map(name -> name.substring(0, name.length() - SERVICE.length()))
                .collect(Collectors.toSet());
        return new TreeSet<>(variables)
                .stream()
                        .filter(name -> name.startsWith(OURS))
                        .filter(name -> known.stream().noneMatch(setting -> names(setting, name)))
                        .filter(name -> services.stream().noneMatch(service -> isOf(service, name)))
                        .map(name -> "The environment variable " + name + " is no setting, and is ignored"
                                + nearest(name)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(""))
                        .toList();
    }

    private static boolean names(String setting, String name) {
        return setting.endsWith(ANY_NAME)
                ? name.startsWith(setting.substring(0, setting.length() - 1))
                : name.equals(setting);
    }

    private static boolean isOf(String service, String name) {
        return name.startsWith(service + "_SERVICE_") || name.matches(Pattern.quote(service) + "_PORT(_\\d.*)?");
    }

    private Optional<String> nearest(String name) {
        return known.stream()
                .filter(setting -> !setting.endsWith(ANY_NAME))
                .min(Comparator.comparingInt(setting -> distance(setting, name)))
                .filter(setting -> distance(setting, name) <= (name.length() - OURS.length()) / LETTERS_PER_ERROR + 1);
    }

    /** How many letters must be added, left out or replaced (Levenshtein). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int i = 0; i <= other.length(); i++) {
            before[i] = i;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
