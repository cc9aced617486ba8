package dev.earshot.settings;

import dev.earshot.http.client.CaTrust;
import dev.earshot.http.client.ProxySettings;
import dev.earshot.postgres.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The few settings that come from outside, checked before anything starts, because later failures come with a page of
 * stack trace.
 */
public final class StartupSettings {
    private static final List<String> REQUIRED =
            List.of("EARSHOT_DB", "EARSHOT_DB_USER", "EARSHOT_NETMERA_API_KEY", "EARSHOT_INSIGHTARC_API_KEY");

    /** Those to which paths are added. */
    private static final List<String> BASES = List.of(
            "EARSHOT_NETMERA_URL",
            "EARSHOT_INSIGHTARC_URL",
            "EARSHOT_OIDC_ISSUER",
            "EARSHOT_PUBLIC_URL",
            "EARSHOT_MODEL_URL");

    private static final int LARGEST_PORT = 65_535;

    /** It may be empty, where Postgres asks for none; an explicit value is required. */
    private static final String PASSWORD = "EARSHOT_DB_PASSWORD";

    public static final UnaryOperator<String> ENVIRONMENT = name -> System.getProperty(name, System.getenv(name));

    private final UnaryOperator<String> source;
    private final List<String> faults = new ArrayList<>();

    /** @param source gives a setting's value, or {@code null} */
    StartupSettings(UnaryOperator<String> source) {
        this.source = source;
    }

    public static StartupSettings fromEnvironment() {
        return new StartupSettings(ENVIRONMENT);
    }

    /** What is wrong with them: a phrase each, with the setting and never its value. */
    public List<String> faults() {
        REQUIRED.stream().filter(name -> !isSet(name)).forEach(this::nameMissing);
        if (source.apply(PASSWORD) == null) {
            nameMissing(PASSWORD);
        }
        mustBeDatabase("EARSHOT_DB");
        mustBeDatabase("EARSHOT_DB_READ");
        for (String name : BASES) {
            mustBe(
                    name,
                    "an http or https address, without user, password, query and fragment",
                    StartupSettings::isPlainHttp);
        }
        mustBe(
                "EARSHOT_CORS_ORIGINS",
                "origins such as https://a.example, separated by commas",
                StartupSettings::areOrigins);
        mustBe(
                "EARSHOT_ALLOWED_HOSTS",
                "host names without ports, separated by commas",
                value -> value.matches("[^\\s/:]+"));
        mustBe("EARSHOT_PRIVACY_URL", "an http or https address", StartupSettings::isHttp);
        mustBe("EARSHOT_AGENT", "rules or model", value -> value.matches("rules|model"));
        mustBe("EARSHOT_PORT", "a port, 0 to 65535", StartupSettings::isPort);
        mustBe("EARSHOT_MANAGEMENT_PORT", "a port, 0 to 65535", StartupSettings::isPort);
        mustBe(
                "EARSHOT_API_KEYS",
                "platform:key,platform:key, with no platform anonymous",
                value -> value.matches("(?!.*(^|,)\\s*anonymous\\s*:)[^:,]+:[^,]+(,[^:,]+:[^,]+)*"));
        mustBe("EARSHOT_CA_FILE", "a readable file of certificates in PEM", StartupSettings::holdsCertificates);
        new ProxySettings(source).fault().ifPresent(faults::add);
        if (!isSet("EARSHOT_OIDC_ISSUER") && !(isSet("EARSHOT_JWT_PUBLIC_KEY") && isSet("EARSHOT_JWT_ISSUER"))) {
            faults.add("neither EARSHOT_OIDC_ISSUER nor EARSHOT_JWT_PUBLIC_KEY with EARSHOT_JWT_ISSUER is set");
        }
        if ("model".equals(source.apply("EARSHOT_AGENT")) && !isSet("EARSHOT_MODEL_NAME")) {
            faults.add("EARSHOT_MODEL_NAME is not set, though EARSHOT_AGENT is model");
        }
        return List.copyOf(faults);
    }

    private void nameMissing(String name) {
        faults.add(name + " is not set");
    }

    private void mustBe(String name, String form, Predicate<String> matches) {
        if (isSet(name) && !matches.test(source.apply(name))) {
            faults.add(name + " must be " + form);
        }
    }

    private void mustBeDatabase(String name) {
        if (isSet(name)) {
            try {
                DatabaseUrl.parse(source.apply(name));
            } catch (IllegalArgumentException e) {
                faults.add(name + " must be " + e.getMessage());
            }
        }
    }

    private boolean isSet(String name) {
        String value = source.apply(name);
        return value != null && !value.isBlank();
    }

    private static boolean holdsCertificates(String file) {
        try {
            return !CaTrust.certificates(Path.of(file)).isEmpty();
        } catch (GeneralSecurityException | IOException | InvalidPathException e) {
            return false;
        }
    }

    private static boolean isPort(String value) {
        return value.matches("\\d{1,5}") && Integer.parseInt(value) <= LARGEST_PORT;
    }

    private static boolean isPlainHttp(String value) {
        return isHttp(value) && value.matches("[^?#@]*");
    }

    private static boolean areOrigins(String value) {
        return Stream.of(value.split(",", -1))
                .map(String::strip)
                .allMatch(origin -> isPlainHttp(origin) && origin.matches("https?://[^/]+"));
    }

    private static boolean isHttp(String value) {
        try {
            URI uri = URI.create(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() <= LARGEST_PORT;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
