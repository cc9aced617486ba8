package dev.earshot.outbox.dispatch;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBackOffTest {

    @Test
    void the_pause_doubles_with_each_failure_up_to_its_bound() {
        RetryBackOff longest = new RetryBackOff(ofSeconds(1), ofMinutes(10), () -> 1);

        assertThat(longest.after(1)).isEqualTo(ofSeconds(1));
        assertThat(longest.after(4)).isEqualTo(ofSeconds(8));
        assertThat(longest.after(1_000)).isEqualTo(ofMinutes(10));
    }

    @Test
    void chance_cuts_a_pause_to_no_less_than_a_half() {
        RetryBackOff shortest = new RetryBackOff(ofSeconds(1), ofMinutes(10), () -> 0);

        assertThat(shortest.after(1)).isEqualTo(ofMillis(500));
    }
}
