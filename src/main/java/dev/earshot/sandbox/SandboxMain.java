package dev.earshot.sandbox;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Map;

/**
 * Starts the application with everything that it needs from outside, made here: a database, a signing key, a platform's
 * API key. Only what the environment doesn't set is filled in, so a developer can point any one of them elsewhere.
 *
 * <p>The packaged application does not contain this package and starts with {@link dev.earshot.Earshot}.
 */
@QuarkusMain(name = "sandbox")
public class SandboxMain {
    private static final Path HOME = Path.of(".earshot");

    public static void main(String... args) {
        if (!isSet("EARSHOT_DB")) {
            EmbeddedDatabase postgres =
                    EmbeddedDatabase.in(HOME.resolve("postgres").toAbsolutePath());
            provide(Map.of(
                    "EARSHOT_DB",
                    postgres.database("earshot"),
                    "EARSHOT_DB_USER",
                    postgres.user(),
                    "EARSHOT_DB_PASSWORD",
                    ""));
        }
        if (!isSet("EARSHOT_OIDC_ISSUER") && !isSet("EARSHOT_JWT_PUBLIC_KEY")) {
            provide(TokenIssuer.in(HOME).settings());
        }
        Quarkus.run(args);
    }

    private static boolean isSet(String setting) {
        String value = System.getProperty(setting, System.getenv(setting));
        return value != null && !value.isBlank();
    }

    private static void provide(Map<String, String> settings) {
        settings.forEach(System::setProperty);
    }
}
