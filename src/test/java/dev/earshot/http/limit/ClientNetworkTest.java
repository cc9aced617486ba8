package dev.earshot.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One subscriber is one client. */
class ClientNetworkTest {

    @Test
    void all_addresses_of_one_ipv6_subscriber_are_one() {
        assertThat(ClientNetwork.of("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(ClientNetwork.of("2001:db8:1:2::1"))
                .isNotEqualTo(ClientNetwork.of("2001:db8:1:3::1"));
    }

    @Test
    void each_ipv4_address_is_one() {
        assertThat(ClientNetwork.of("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(ClientNetwork.of("192.0.2.2"));
    }

    @Test
    void what_is_no_address_is_taken_as_it_is() {
        assertThat(ClientNetwork.of("unknown")).isEqualTo("unknown");
    }
}
