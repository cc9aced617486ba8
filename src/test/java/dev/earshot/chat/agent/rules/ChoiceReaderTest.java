package dev.earshot.chat.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory.Choice;
import dev.earshot.chat.DialogueMemory.Option;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.matching.words.Language;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers a question with several answers. */
class ChoiceReaderTest {
    private static final Rule FRUIT = draft("fruit");
    private static final Rule BRAND = draft("brand");
    private static final Rule BOTH = draft("fruit", "brand");
    private static final Choice APPLE = new Choice(
            "apple",
            List.of(
                    new Option("Fruit", List.of("Fruit", "fruit", "food", "meyve"), FRUIT),
                    new Option(
                            "Consumer Electronics",
                            List.of("Consumer Electronics", "company", "brand", "products", "şirket", "marka"),
                            BRAND)),
            BOTH);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the company",
                "the second",
                "2",
                "electronics please",
                "the brand",
                "I mean its products",
                "second one"
            })
    void a_meaning_is_chosen_by_name_kind_or_place(String said) {
        assertThat(read(said, Language.EN)).contains(new ChoiceReader.Chosen(Optional.of(BRAND)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"şirket olan", "ikincisi", "marka", "ikinci"})
    void a_meaning_is_chosen_in_turkish_too(String said) {
        assertThat(read(said, Language.TR)).contains(new ChoiceReader.Chosen(Optional.of(BRAND)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "both of them please", "ikisi de"})
    void all_meanings_may_be_meant(String said) {
        assertThat(read(said, Language.EN)).contains(new ChoiceReader.Chosen(Optional.of(BOTH)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"neither", "none of these", "no", "hiçbiri"})
    void none_of_them_may_be_meant(String said) {
        assertThat(read(said, Language.EN)).contains(new ChoiceReader.Chosen(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"add women in Texas", "how many?", "start over", "exclude students"})
    void anything_else_is_no_answer(String said) {
        assertThat(read(said, Language.EN)).isEmpty();
    }

    @Test
    void a_yes_answers_only_a_question_about_one_meaning() {
        Choice one = new Choice("apple", APPLE.options().subList(1, 2), null);
        assertThat(new ChoiceReader(one, Language.EN).read("yes", acts("yes", Language.EN)))
                .contains(new ChoiceReader.Chosen(Optional.of(BRAND)));
        assertThat(read("yes", Language.EN)).isEmpty();
    }

    private static Optional<ChoiceReader.Chosen> read(String said, Language language) {
        return new ChoiceReader(APPLE, language).read(said, acts(said, language));
    }

    private static List<DialogueAct> acts(String said, Language language) {
        return new ActReader(Optional.of(language), false).read(said).acts();
    }

    private static Rule draft(String... ids) {
        return new Rule(
                List.of(new Rule.Group(List.of(ids).stream().map(Criterion::of).toList())), List.of());
    }
}
