package dev.earshot.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {

    @Test
    void without_a_proxy_nothing_is_set() {
        assertThat(of(Map.of("NO_PROXY", "example.com")).settings()).isEmpty();
        assertThat(of(Map.of("EARSHOT_PROXY", "none", "HTTPS_PROXY", "http://other:1"))
                        .settings())
                .isEmpty();
    }

    @Test
    void ours_comes_before_the_customary_one_and_loopback_is_called_directly() {
        assertThat(of(Map.of("EARSHOT_PROXY", "http://proxy:3128", "HTTPS_PROXY", "http://other:1"))
                        .settings())
                .containsEntry("quarkus.proxy.host", "proxy")
                .containsEntry("quarkus.proxy.port", "3128")
                .containsEntry("quarkus.proxy.non-proxy-hosts", "localhost,127.0.0.1")
                .doesNotContainKey("quarkus.proxy.username");
        assertThat(of(Map.of("https_proxy", "http://other:1")).settings()).containsEntry("quarkus.proxy.host", "other");
    }

    @Test
    void name_and_password_may_hold_any_character() {
        assertThat(of(Map.of("EARSHOT_PROXY", "http://an%40n:p%3A+ss@proxy:3128"))
                        .settings())
                .containsEntry("quarkus.proxy.username", "an@n")
                .containsEntry("quarkus.proxy.password", "p:+ss");
    }

    @Test
    void a_host_that_is_called_directly_stands_for_those_below_it() {
        assertThat(of(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", ".svc, example.com:443 *.local"))
                        .settings())
                .containsEntry(
                        "quarkus.proxy.non-proxy-hosts",
                        "localhost,127.0.0.1,svc,*.svc,example.com,*.example.com,local,*.local");
    }

    @Test
    void an_identity_provider_that_is_called_directly_gets_no_proxy() {
        Map<String, String> environment = Map.of(
                "EARSHOT_PROXY",
                "http://proxy:3128",
                "NO_PROXY",
                "example.com",
                "EARSHOT_OIDC_ISSUER",
                "https://id.example.com/a");
        assertThat(of(environment).settings()).doesNotContainKey("quarkus.oidc.proxy.host");
        assertThat(of(Map.of("EARSHOT_PROXY", "http://proxy:3128", "EARSHOT_OIDC_ISSUER", "https://id.test"))
                        .settings())
                .containsEntry("quarkus.oidc.proxy.host", "proxy")
                .containsEntry("quarkus.oidc.proxy.port", "3128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy:3128", "http://proxy", "socks5://proxy:1", "http://secret@", "http://se cret:1"})
    void an_address_that_can_not_be_used_is_named_without_its_value(String address) {
        assertThat(of(Map.of("HTTPS_PROXY", address)).fault())
                .contains("HTTPS_PROXY must be of the form http://host:port or http://user:password@host:port");
    }

    private static ProxySettings of(Map<String, String> environment) {
        return new ProxySettings(environment::get);
    }
}
