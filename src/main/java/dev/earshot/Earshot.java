package dev.earshot;

import dev.earshot.http.client.ProxySettings;
import dev.earshot.settings.SettingFaults;
import dev.earshot.settings.StartupSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.util.ExceptionUtil;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Starts the application. If its settings make no sense, it says so in one line and exits with status 2. */
@QuarkusMain
public class Earshot {
    private static final int MISCONFIGURED = 2;

    public static void main(String... args) {
        // What is said of settings and of wrong fields would else follow the machine's language.
        Locale.setDefault(Locale.ENGLISH);
        List<String> faults = StartupSettings.fromEnvironment().faults();
        if (faults.isEmpty()) {
            new ProxySettings(StartupSettings.ENVIRONMENT).settings().forEach(System::setProperty);
            Quarkus.run(null, Earshot::end, args);
        } else {
            refuse(faults);
        }
    }

    private static void end(int status, Throwable failure) {
        if (failure == null) {
            System.exit(status);
        }
        List<String> faults = SettingFaults.of(failure);
        if (!faults.isEmpty()) {
            refuse(faults);
        }
        Logger.getLogger(Earshot.class).error("Earshot does not start", failure);
        // The log is not there yet while the classes are initialised, and would keep it for itself.
        System.err.println("Earshot does not start: " + ExceptionUtil.getRootCause(failure));
        System.exit(status);
    }

    private static void refuse(List<String> faults) {
        System.err.println("Earshot does not start: " + String.join("; ", faults) + ". See docs/settings.md.");
        System.exit(MISCONFIGURED);
    }
}
