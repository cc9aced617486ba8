package dev.earshot.chat.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import org.junit.jupiter.api.Test;

/** Times and numbers of times in orders. */
class WindowReaderTest {

    @Test
    void a_period_is_read_in_figures_and_words() {
        assertThat(WindowReader.within("90 days")).contains(Period.ofDays(90));
        assertThat(WindowReader.within("the last two weeks")).contains(Period.ofDays(14));
        assertThat(WindowReader.within("son 3 ay")).contains(Period.ofMonths(3));
        assertThat(WindowReader.within("son bir yılda")).contains(Period.ofYears(1));
        assertThat(WindowReader.within("at least twice")).isEmpty();
    }

    @Test
    void a_number_of_times_is_read_in_figures_and_words() {
        assertThat(WindowReader.atLeast("at least twice")).hasValue(2);
        assertThat(WindowReader.atLeast("3 times or more")).hasValue(3);
        assertThat(WindowReader.atLeast("en az iki kez")).hasValue(2);
        assertThat(WindowReader.atLeast("90 days")).isEmpty();
    }
}
