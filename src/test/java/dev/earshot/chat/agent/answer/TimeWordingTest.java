package dev.earshot.chat.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.EventCriterion;
import dev.earshot.matching.words.Language;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            P30D    | in the last 30 days           | (son 30 gün)            | within 30 days
            P1D     | in the last day               | (son 1 gün)             | within 1 day
            PT12H   | in the last 12 hours          | (son 12 saat)           | within 12 hours
            PT1H    | in the last hour              | (son 1 saat)            | within 1 hour
            PT30M   | in the last 30 minutes        | (son 30 dakika)         | within 30 minutes
            PT90M   | in the last 1 hour 30 minutes | (son 1 saat 30 dakika)  | within 1 hour 30 minutes
            PT75S   | in the last 1 minute 15 seconds | (son 1 dakika 15 saniye) | within 1 minute 15 seconds
            P24M    | in the last 2 years           | (son 2 yıl)             | within 2 years
            P14M    | in the last 14 months         | (son 14 ay)             | within 14 months
            P1Y2M5D | in the last 1 year 2 months 5 days | (son 1 yıl 2 ay 5 gün) | within 1 year 2 months 5 days
            """)
    void a_span_is_said_exactly(String span, String english, String turkish, String after) {
        TemporalAmount within = span.startsWith("PT") ? Duration.parse(span) : Period.parse(span);
        TimeWording words = new TimeWording(ReplyTexts.in(Language.EN));
        assertThat(words.of(new EventCriterion("ai_item_saved", within, 1, Map.of())))
                .isEqualTo(" " + english);
        assertThat(new TimeWording(ReplyTexts.in(Language.TR)).within(within)).isEqualTo(turkish);
        assertThat(words.after(within)).isEqualTo(after);
    }
}
