package dev.earshot.postgres;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.postgres.DatabaseClock.Reading;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which of the database's answers the time is taken from. */
class DatabaseClockTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void an_answer_names_the_middle_between_question_and_answer() {
        Reading reading = Reading.of(NOON, 0, ofMillis(40).toNanos());

        assertThat(reading.at(ofMillis(20).toNanos())).isEqualTo(NOON);
        assertThat(reading.at(ofSeconds(5).toNanos())).isEqualTo(NOON.plusMillis(4980));
    }

    @Test
    void a_slow_answer_does_not_replace_a_better_one() {
        Reading good = Reading.of(NOON, 0, ofMillis(2).toNanos());
        Reading slow = Reading.of(
                NOON.plusSeconds(5), ofMillis(4000).toNanos(), ofMillis(5900).toNanos());

        assertThat(good.or(slow)).isSameAs(good);
    }

    @Test
    void an_old_answer_gives_way_to_a_new_one_that_is_as_good() {
        Reading old = Reading.of(NOON, 0, ofMillis(2).toNanos());
        long later = ofSeconds(60).toNanos();
        Reading fresh =
                Reading.of(NOON.plusSeconds(60), later, later + ofMillis(4).toNanos());

        assertThat(old.or(fresh)).isSameAs(fresh);
    }

    /** As after a failover to a machine whose clock differs: leases are compared with that clock now. */
    @Test
    void an_answer_that_contradicts_the_last_one_is_right() {
        Reading old = Reading.of(NOON, 0, ofMillis(2).toNanos());
        long later = ofSeconds(5).toNanos();
        Reading other =
                Reading.of(NOON.minusSeconds(3), later, later + ofMillis(300).toNanos());

        assertThat(old.or(other)).isSameAs(other);
    }
}
