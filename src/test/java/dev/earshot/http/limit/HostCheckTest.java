package dev.earshot.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.http.address.HostConfig;
import dev.earshot.http.address.PublicAddress;
import dev.earshot.http.limit.HostCheck.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    private static final List<String> FIXED =
            List.of("localhost", "shop.localhost", "127.0.0.1", "10.1.2.3", "[::1]", "[fd00::7]", "::1", "");

    private final HostCheck unnamed = check(false, Optional.empty(), List.of());
    private final HostCheck developer = check(true, Optional.empty(), List.of());
    private final HostCheck named = check(false, Optional.of("https://Shop.example/earshot"), List.of("earshot.svc"));

    @Test
    void addresses_and_this_machines_own_names_can_not_be_led_astray() {
        for (String host : FIXED) {
            for (HostCheck check : List.of(unnamed, developer, named)) {
                assertThat(check.judge(host, null)).as(host).isEqualTo(Verdict.OURS);
                assertThat(check.judge(host, "http://" + host + ":8080"))
                        .as(host)
                        .isEqualTo(Verdict.OURS);
            }
        }
    }

    @Test
    void a_developers_machine_has_no_other_name() {
        for (String host :
                List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil-localhost")) {
            assertThat(developer.judge(host, null)).as(host).isEqualTo(Verdict.UNKNOWN_HOST);
        }
    }

    @Test
    void in_production_the_configured_names_are_ours_and_no_others() {
        for (String host : List.of("shop.example", "earshot.svc")) {
            assertThat(named.judge(host, "http://" + host)).isEqualTo(Verdict.OURS);
        }
        for (String host : List.of("evil.example", "shop.example.evil.example", "xshop.example", "svc")) {
            assertThat(named.judge(host, null)).as(host).isEqualTo(Verdict.UNKNOWN_HOST);
        }
    }

    @Test
    void without_a_configured_name_programs_may_call_by_any_and_pages_may_not() {
        assertThat(unnamed.judge("shop.example", null)).isEqualTo(Verdict.OURS);
        assertThat(unnamed.judge("evil.example", "http://evil.example:8080")).isEqualTo(Verdict.UNKNOWN_ORIGIN);
        assertThat(unnamed.judge("listed.example", "https://listed.example")).isEqualTo(Verdict.OURS);
        assertThat(unnamed.judge("shop.example", "https://other.example"))
                .as("is for CORS")
                .isEqualTo(Verdict.OURS);
    }

    private static HostCheck check(boolean ownMachine, Optional<String> url, List<String> allowed) {
        HostConfig config = new HostConfig() {
            @Override
            public Optional<List<String>> allowed() {
                return allowed.isEmpty() ? Optional.empty() : Optional.of(allowed);
            }

            @Override
            public boolean ownMachine() {
                return ownMachine;
            }

            @Override
            public Optional<List<String>> resources() {
                return Optional.empty();
            }
        };
        return new HostCheck(config, Optional.of(List.of("https://listed.example")), new PublicAddress(url));
    }
}
