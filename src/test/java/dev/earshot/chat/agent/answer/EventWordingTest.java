package dev.earshot.chat.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.audience.Criterion;
import dev.earshot.matching.words.Language;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventWordingTest {
    @Test
    void a_sequence_is_said_with_the_times_between_its_steps() throws IOException {
        String rule = """
                {"sequence": [{"event": "ai_item_saved", "within": "P30D"},
                  {"not": {"event": "ai_conversion_completed"}, "within": "P7D"}]}""";
        assertThat(words(Language.EN, rule))
                .isEqualTo("“saved an item” in the last 30 days → not “bought or booked” within 7 days");
        assertThat(words(Language.TR, rule))
                .isEqualTo("“ürün kaydetti” (son 30 gün) → 7 gün içinde “satın aldı” olmadan");
        assertThat(words(Language.EN, rule.replace(", \"within\": \"P30D\"", "").replace("P7D", "PT90M")))
                .isEqualTo("“saved an item” → not “bought or booked” within 1 hour 30 minutes");
    }

    @Test
    void a_parameter_is_said_in_the_planners_language_and_a_custom_one_as_it_is_called() throws IOException {
        String rule = """
                {"event": "ai_item_saved", "where": {"category": "outdoors", "price": {"min": 50}, "shelf": 3}}""";
        assertThat(words(Language.EN, rule)).isEqualTo("“saved an item” (category outdoors, price ≥ 50, shelf 3)");
        assertThat(words(Language.TR, rule)).isEqualTo("“ürün kaydetti” (kategori outdoors, fiyat ≥ 50, shelf 3)");
    }

    private static String words(Language language, String criterion) throws IOException {
        Criterion read = new ObjectMapper().readValue(criterion, Criterion.class);
        return new EventWording(ReplyTexts.in(language)).of(List.of(read)).get(0);
    }
}
