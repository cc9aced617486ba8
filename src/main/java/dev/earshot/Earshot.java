package dev.earshot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Starts the application, unless its settings make no sense: then it says so in a line each and ends with status 2. */
@QuarkusMain
public class Earshot {
    private static final int MISCONFIGURED = 2;

    public static void main(String... args) {
        List<String> faults = Settings.fromEnvironment().faults();
        if (faults.isEmpty()) {
            Quarkus.run(args);
        } else {
            System.err.println(
                    "Earshot does not start: " + String.join("; ", faults) + ". See the README, Configuration.");
            System.exit(MISCONFIGURED);
        }
    }
}
