package dev.earshot.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupSettingsTest {
    private static final String NO_DATABASE =
            " must be of the form postgresql://host:port/database, without user and password";
    private static final Map<String, String> COMPLETE = Map.of(
            "EARSHOT_DB", "postgresql://db:5432/earshot",
            "EARSHOT_DB_USER", "earshot",
            "EARSHOT_DB_PASSWORD", "secret",
            "EARSHOT_NETMERA_API_KEY", "n",
            "EARSHOT_INSIGHTARC_API_KEY", "i",
            "EARSHOT_OIDC_ISSUER", "https://id.example.com/realms/shop");

    @Test
    void the_few_that_are_needed_are_enough() {
        assertThat(new StartupSettings(COMPLETE::get).faults()).isEmpty();
    }

    @Test
    void each_one_that_is_missing_is_named() {
        assertThat(new StartupSettings(name -> null).faults())
                .hasSize(6)
                .contains("EARSHOT_DB is not set")
                .contains("neither EARSHOT_OIDC_ISSUER nor EARSHOT_JWT_PUBLIC_KEY with EARSHOT_JWT_ISSUER is set");
    }

    @Test
    void an_empty_one_is_missing_unless_it_is_the_password() {
        Map<String, String> empty = new HashMap<>(COMPLETE);
        empty.put("EARSHOT_DB_PASSWORD", "");
        empty.put("EARSHOT_NETMERA_API_KEY", "");

        assertThat(new StartupSettings(empty::get).faults()).containsExactly("EARSHOT_NETMERA_API_KEY is not set");
    }

    @Test
    void one_that_makes_no_sense_is_named_without_its_value() {
        Map<String, String> wrong = new HashMap<>(COMPLETE);
        wrong.put("EARSHOT_DB", "postgresql://earshot:secret@db/earshot");
        wrong.put("EARSHOT_DB_READ", "db-ro");
        wrong.put("EARSHOT_NETMERA_URL", "restapi.netmera.com");
        wrong.put("EARSHOT_AGENT", "magic");
        wrong.put("EARSHOT_API_KEYS", "only-a-key");

        assertThat(new StartupSettings(wrong::get).faults())
                .containsExactly(
                        "EARSHOT_DB" + NO_DATABASE,
                        "EARSHOT_DB_READ" + NO_DATABASE,
                        "EARSHOT_AGENT must be rules or model",
                        "EARSHOT_API_KEYS must be platform:key,platform:key, with no platform anonymous, no spaces,"
                                + " and no key twice",
                        "EARSHOT_NETMERA_URL must be an http or https address, without user, password,"
                                + " query and fragment");
    }

    @Test
    void where_it_is_seen_from_outside_must_be_an_address_and_its_other_names_names() {
        Map<String, String> wrong = new HashMap<>(COMPLETE);
        wrong.put("EARSHOT_PUBLIC_URL", "https://shop.example/earshot?x=1");
        wrong.put("EARSHOT_ALLOWED_HOSTS", "https://earshot.svc");

        assertThat(new StartupSettings(wrong::get).faults())
                .containsExactly(
                        "EARSHOT_ALLOWED_HOSTS must be host names without ports, separated by commas",
                        "EARSHOT_PUBLIC_URL must be an http or https address, without user, password,"
                                + " query and fragment");
        wrong.put("EARSHOT_PUBLIC_URL", "https://shop.example/earshot/");
        wrong.put("EARSHOT_ALLOWED_HOSTS", "earshot,earshot.svc");
        assertThat(new StartupSettings(wrong::get).faults()).isEmpty();
    }

    @Test
    void the_model_agent_needs_to_know_its_model() {
        Map<String, String> unnamed = new HashMap<>(COMPLETE);
        unnamed.put("EARSHOT_AGENT", "model");

        assertThat(new StartupSettings(unnamed::get).faults())
                .containsExactly("EARSHOT_MODEL_NAME is not set, though EARSHOT_AGENT is model");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EARSHOT_DB           | postgresql://db:99999/earshot
            EARSHOT_NETMERA_URL  | https://netmera.example:99999/rest/3.0
            EARSHOT_NETMERA_URL  | https://netmera.example/rest/3.0?app=1
            EARSHOT_MODEL_URL    | http://user:secret@model.example/v1
            EARSHOT_OIDC_ISSUER  | https://id.example.com/realms/shop#x
            EARSHOT_API_KEYS     | chatgpt:a,anonymous:b
            EARSHOT_NETMERA_URL  | 'https://netmera.example/rest/3.0 '
            EARSHOT_NETMERA_URL  | ftp://netmera.example
            EARSHOT_NETMERA_URL  | https:///rest/3.0
            EARSHOT_NETMERA_API_KEY    | 'key\n'
            EARSHOT_INSIGHTARC_API_KEY | ' key'
            EARSHOT_API_KEYS     | chatgpt:same,claude:same
            EARSHOT_API_KEYS     | 'chatgpt:a, claude:b'
            EARSHOT_API_KEYS     | chatgpt:a,,claude:b
            EARSHOT_ALLOWED_HOSTS | a,,b
            EARSHOT_ALLOWED_HOSTS | 'a, b'
            EARSHOT_ANONYMOUS_TOOLS | search,,fetch
            EARSHOT_AUDIENCE     | 'a, b'
            EARSHOT_AUDIENCE     | ,earshot
            EARSHOT_ROLES_CLAIM  | groups,
            EARSHOT_CUSTOMER_CLAIM | 'sub '
            EARSHOT_CONSOLE      | ture
            EARSHOT_MCP_SSE      | maybe
            EARSHOT_PORT         | ' 8080'
            EARSHOT_PORT         | 65536
            EARSHOT_PORT         | tcp://10.0.0.1:8080
            EARSHOT_CA_FILE      | /
            EARSHOT_JWT_PUBLIC_KEY | garbage
            OTEL_SDK_DISABLED    | maybe
            OTEL_TRACES_SAMPLER_ARG | 7
            OTEL_EXPORTER_OTLP_ENDPOINT | collector:4317
            QUARKUS_CONFIG_LOCATIONS | /no/such/file.properties
            EARSHOT_CORS_ORIGINS | *
            EARSHOT_CORS_ORIGINS | shop.example
            EARSHOT_CORS_ORIGINS | https://shop.example/
            EARSHOT_CORS_ORIGINS | /.*/
            EARSHOT_CORS_ORIGINS | https://b.example,
            """)
    void one_that_could_never_work_or_opens_too_much_is_refused(String name, String value) {
        Map<String, String> wrong = new HashMap<>(COMPLETE);
        wrong.put(name, value);

        assertThat(new StartupSettings(wrong::get).faults())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault).startsWith(name + " must be ").doesNotContain(value));
    }

    @ParameterizedTest
    @CsvSource({
        "EARSHOT_AUDIENCE",
        "EARSHOT_PORT",
        "EARSHOT_MCP_SSE",
        "EARSHOT_CONSOLE_SCOPE",
        "EARSHOT_NETMERA_URL",
        "OTEL_SDK_DISABLED",
    })
    void one_with_a_default_is_left_out_and_not_emptied(String name) {
        Map<String, String> empty = new HashMap<>(COMPLETE);
        empty.put(name, " ");

        assertThat(new StartupSettings(empty::get).faults())
                .containsExactly(name + " is empty: leave it out for the default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EARSHOT_API_KEYS     | chatgpt:a,chatgpt:b:c
            EARSHOT_MODEL_URL    | ''
            EARSHOT_AUDIENCE     | earshot,api://shop
            EARSHOT_ROLES_CLAIM  | "https://shop.example/roles",realm_access/roles
            EARSHOT_CONSOLE      | False
            OTEL_TRACES_SAMPLER_ARG | 1.0
            QUARKUS_CONFIG_LOCATIONS | docs/settings.md,classpath:more.properties
            EARSHOT_JWT_PUBLIC_KEY | MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6\
            ffAt0gunVTLw7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u+qKhbwKfBstIs+bMY2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyeh\
            kd3qqGElvW/VDL5AaWTg0nLVkjRo9z+40RQzuVaE8AkAFmxZzow3x+VJYKdjykkJ0iT9wCS0DRTXu269V264Vf/3jvredZiKRkgwlL9xNAwx\
            XFg0x/XFw005UWVRIkdgcKWTjpBP2dPwVZ4WWC+9aGVd+Gyn1o0CLelf4rEjGoXbAAEgAqeGUxrcIlbjXfbcmwIDAQAB
            """)
    void one_that_makes_sense_is_taken(String name, String value) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(name, value);

        assertThat(new StartupSettings(settings::get).faults()).isEmpty();
    }

    @Test
    void several_origins_may_be_named() {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put("EARSHOT_CORS_ORIGINS", "https://a.example, http://localhost:3000");

        assertThat(new StartupSettings(settings::get).faults()).isEmpty();
    }
}
