package dev.earshot.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void it_is_read_as_seconds_or_as_a_date() {
        assertThat(RetryAfter.of("120", NOW)).contains(Duration.ofSeconds(120));
        assertThat(RetryAfter.of("Sun, 22 Nov 2026 08:01:00 GMT", NOW)).contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.of("Sun, 22 Nov 2026 07:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void no_delay_is_longer_than_an_hour() {
        assertThat(RetryAfter.of("31536000", NOW)).contains(Duration.ofHours(1));
        assertThat(RetryAfter.of("Fri, 31 Dec 9999 23:59:59 GMT", NOW)).contains(Duration.ofHours(1));
    }

    @Test
    void anything_else_says_nothing() {
        for (String header : new String[] {null, "", "soon", "-5", "99999999999", "1.5"}) {
            assertThat(RetryAfter.of(header, NOW)).isEmpty();
        }
    }
}
