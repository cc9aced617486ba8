package dev.earshot.settings;

import static java.util.Map.entry;

import dev.earshot.http.client.ProxySettings;
import dev.earshot.postgres.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The few settings that come from outside, checked before anything starts, because later failures come with a page of
 * stack trace.
 */
public final class StartupSettings {
    private static final List<String> REQUIRED =
            List.of("EARSHOT_DB", "EARSHOT_DB_USER", "EARSHOT_NETMERA_API_KEY", "EARSHOT_INSIGHTARC_API_KEY");

    /** It may be empty, where Postgres asks for none; an explicit value is required. */
    private static final String PASSWORD = "EARSHOT_DB_PASSWORD";

    private static final List<String> DATABASES = List.of("EARSHOT_DB", "EARSHOT_DB_READ");

    /** In the order of their names, which is that of the faults. */
    private static final Map<String, SettingForm> FORMS = new TreeMap<>(Map.ofEntries(
            entry("EARSHOT_AGENT", SettingForm.AGENT),
            entry("EARSHOT_ALLOWED_HOSTS", SettingForm.HOSTS),
            entry("EARSHOT_ANONYMOUS_TOOLS", SettingForm.WORDS),
            entry("EARSHOT_API_KEYS", SettingForm.API_KEYS),
            entry("EARSHOT_AUDIENCE", SettingForm.WORDS),
            entry("EARSHOT_CA_FILE", SettingForm.CERTIFICATES),
            entry("EARSHOT_CONSOLE", SettingForm.ON_OR_OFF),
            entry("EARSHOT_CONSOLE_CLIENT_ID", SettingForm.WORD),
            entry("EARSHOT_CORS_ORIGINS", SettingForm.ORIGINS),
            entry("EARSHOT_CUSTOMER_CLAIM", SettingForm.WORD),
            entry("EARSHOT_INSIGHTARC_API_KEY", SettingForm.SECRET),
            entry("EARSHOT_INSIGHTARC_URL", SettingForm.BASE),
            entry("EARSHOT_JWT_PUBLIC_KEY", SettingForm.PUBLIC_KEY),
            entry("EARSHOT_MANAGEMENT_PORT", SettingForm.PORT),
            entry("EARSHOT_MCP_SSE", SettingForm.ON_OR_OFF),
            entry("EARSHOT_MODEL_API_KEY", SettingForm.SECRET),
            entry("EARSHOT_MODEL_URL", SettingForm.BASE),
            entry("EARSHOT_NETMERA_API_KEY", SettingForm.SECRET),
            entry("EARSHOT_NETMERA_URL", SettingForm.BASE),
            entry("EARSHOT_OIDC_ISSUER", SettingForm.BASE),
            entry("EARSHOT_OPENAI_APPS_CHALLENGE", SettingForm.WORD),
            entry("EARSHOT_PORT", SettingForm.PORT),
            entry("EARSHOT_PRIVACY_URL", SettingForm.ADDRESS),
            entry("EARSHOT_PUBLIC_URL", SettingForm.BASE),
            entry("EARSHOT_ROLES_CLAIM", SettingForm.WORDS),
            entry("EARSHOT_TOOLS_PRIVATE_ADDRESSES", SettingForm.ON_OR_OFF),
            entry("OTEL_EXPORTER_OTLP_ENDPOINT", SettingForm.ADDRESS),
            entry("OTEL_SDK_DISABLED", SettingForm.ON_OR_OFF),
            entry("OTEL_TRACES_SAMPLER_ARG", SettingForm.FRACTION),
            entry("QUARKUS_CONFIG_LOCATIONS", SettingForm.FILES)));

    /** Those with a default, which an empty value would replace by nothing. */
    private static final List<String> NEVER_EMPTY = List.of(
            "EARSHOT_AGENT",
            "EARSHOT_AUDIENCE",
            "EARSHOT_CONSOLE",
            "EARSHOT_CONSOLE_SCOPE",
            "EARSHOT_CUSTOMER_CLAIM",
            "EARSHOT_INSIGHTARC_URL",
            "EARSHOT_MANAGEMENT_PORT",
            "EARSHOT_MCP_SSE",
            "EARSHOT_NETMERA_URL",
            "EARSHOT_PORT",
            "EARSHOT_ROLES_CLAIM",
            "EARSHOT_TOOLS_PRIVATE_ADDRESSES",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_SDK_DISABLED",
            "OTEL_TRACES_SAMPLER_ARG");

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
        NEVER_EMPTY.stream()
                .filter(name -> source.apply(name) != null && !isSet(name))
                .forEach(name -> faults.add(name + " is empty: leave it out for the default"));
        DATABASES.forEach(this::mustBeDatabase);
        FORMS.forEach(this::mustBe);
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

    private void mustBe(String name, SettingForm form) {
        if (isSet(name) && !form.accepts().test(source.apply(name))) {
            faults.add(name + " must be " + form.phrase());
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
}
