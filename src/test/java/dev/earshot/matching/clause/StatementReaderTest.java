package dev.earshot.matching.clause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.matching.words.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementReaderTest {
    private static final StatementReader READER = new StatementReader();

    @Test
    void of_a_letter_only_the_sentences_about_people_to_reach_are_read() {
        List<String> read = texts("""
                Hi Tom,
                Great catching up last week. Our client is a family-owned maker of toys; they employ about sixty people.
                We want to reach mothers of toddlers who buy toys. Please leave out grandparents.
                Budget is 40k and the flight runs six weeks. The creatives will follow by Friday, and the logo is being redrawn.
                The last report is attached in case you need it.
                Thanks so much,
                Priya
                """, Language.EN);
        assertThat(read).anyMatch(text -> text.contains("mothers")).anyMatch(text -> text.contains("grandparents"));
        assertThat(read).noneMatch(text -> text.contains("sixty")).noneMatch(text -> text.contains("Budget"));
    }

    @Test
    void a_greeting_that_goes_on_with_an_audience_is_read() {
        assertThat(texts("Selam, 25-39 kadın, cilt bakımı; öğrenciler hariç", Language.TR))
                .anyMatch(text -> text.contains("kadın"));
    }

    @Test
    void a_heading_excludes_the_lines_below_it() {
        List<Statement> read = READER.read("Target:\n- dog owners\nExclude:\n- students\n- renters", Language.EN);
        assertThat(read).extracting(Statement::excluded).containsExactly(false, true, true);
    }

    private static List<String> texts(String text, Language language) {
        return READER.read(text, language).stream().map(Statement::text).toList();
    }

    @Test
    void a_letter_that_says_what_it_would_like_is_read() {
        assertThat(new StatementReader()
                        .read(
                                "Hello Ann,\n\nsorry for the silence. The resort is back! They have a new gondola. "
                                        + "You may remember them from the pitch two winters ago,"
                                        + " the one with the marmot. "
                                        + "They had a good year and the staff is the same.\n\nWhat we would like is "
                                        + "families with a boat. They should be fond of skiing."
                                        + " No stock photos of dogs, "
                                        + "please.\n\nWith warm regards\nBea",
                                Language.EN))
                .extracting(Statement::text)
                .containsExactly("What we would like is families with a boat.", "They should be fond of skiing.");
    }
}
