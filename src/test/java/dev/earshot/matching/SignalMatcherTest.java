package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.StarterTaxonomy;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalMatcherTest {
    private static final SignalMatcher MATCHER = new SignalMatcher(StarterTaxonomy.load());

    @Test
    void hiking_gear_bought_in_california_is_exactly_two_signals() {
        assertThat(ids("I want to target people in California who bought hiking gear recently."))
                .containsExactlyInAnyOrder("loc_ca", "trans_hiking");
    }

    @Test
    void the_reason_quotes_the_words_that_matched() {
        assertThat(MATCHER.match("people who bought hiking gear").suggestions(8))
                .extracting(SignalSuggestion::reason)
                .containsExactly("matched 'hiking gear'");
    }

    @Test
    void the_reason_speaks_the_language_of_the_text() {
        MatchResult match = MATCHER.match("Köpek maması alanlar");
        assertThat(match.language()).isEqualTo(Language.TR);
        assertThat(match.suggestions(8).get(0).reason()).isEqualTo("'Köpek maması' ile eşleşti");
    }

    @Test
    void whoever_is_interested_is_not_taken_for_a_buyer() {
        assertThat(ids("fans of running")).contains("int_running").doesNotContain("trans_running");
        assertThat(ids("people who bought running shoes"))
                .contains("trans_footwear")
                .doesNotContain("int_footwear");
    }

    @Test
    void who_is_only_about_to_buy_is_both_but_the_buyer_comes_first() {
        assertThat(ids("in the market for furniture")).containsExactly("trans_furniture", "int_furniture");
    }

    @Test
    void without_a_purpose_both_buyers_and_the_interested_are_suggested() {
        assertThat(ids("furniture")).contains("trans_furniture", "int_furniture");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"between 25 and 34", "25-34", "aged 25 to 34", "25 - 34 yaş arası", "25 ile 34 yaş arasında"})
    void an_age_range_is_the_signals_within_it(String age) {
        assertThat(ids(age)).containsExactly("demo_age_25_34");
    }

    @Test
    void open_ranges_reach_to_the_end() {
        assertThat(ids("people over 55")).containsExactlyInAnyOrder("demo_age_55_64", "demo_age_65_up");
        assertThat(ids("55 yaş üstü")).containsExactlyInAnyOrder("demo_age_55_64", "demo_age_65_up");
        assertThat(ids("under 25")).containsExactlyInAnyOrder("demo_age_13_17", "demo_age_18_24");
    }

    @Test
    void an_income_is_read_with_its_thousands() {
        assertThat(ids("household income above 250k")).containsExactly("demo_income_250k");
        assertThat(ids("income of $250,000 or more")).containsExactly("demo_income_250k");
        assertThat(ids("income between 75k and 100k")).containsExactly("demo_income_75k");
    }

    @Test
    void a_number_that_counts_something_else_is_no_age() {
        assertThat(ids("hikers who walk 30 miles a week")).noneMatch(id -> id.startsWith("demo_age"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "women, but not students",
                "women except students",
                "women who are not students",
                "women without students",
                "kadınlar, öğrenciler hariç",
                "öğrenci olmayan kadınlar",
                "öğrenciler değil, kadınlar"
            })
    void what_is_excluded_is_negated_and_nothing_else(String brief) {
        List<SignalSuggestion> suggestions = MATCHER.match(brief).suggestions(8);
        assertThat(suggestions)
                .filteredOn(SignalSuggestion::negated)
                .extracting(s -> s.signal().id())
                .containsOnly("demo_student");
        assertThat(suggestions)
                .filteredOn(s -> !s.negated())
                .extracting(s -> s.signal().id())
                .contains("demo_female");
    }

    @Test
    void one_negation_may_exclude_a_list() {
        assertThat(MATCHER.match("coffee drinkers, excluding students and retirees")
                        .suggestions(8))
                .filteredOn(SignalSuggestion::negated)
                .extracting(s -> s.signal().id())
                .containsExactlyInAnyOrder("demo_student", "demo_retired");
    }

    @Test
    void an_exclusion_ends_where_something_else_begins() {
        assertThat(MATCHER.match("people who are not homeowners with income above 250k")
                        .phrases())
                .extracting(Phrase::words, Phrase::negated)
                .containsExactly(tuple("homeowners", true), tuple("above 250k", false));
        assertThat(MATCHER.match("not interested in sports").phrases())
                .allMatch(Phrase::negated)
                .hasSize(1);
    }

    @Test
    void without_children_is_a_signal_and_excludes_nobody() {
        assertThat(MATCHER.match("couples without children").suggestions(8))
                .isNotEmpty()
                .noneMatch(SignalSuggestion::negated)
                .extracting(s -> s.signal().id())
                .contains("demo_couple_no_kids");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikking gear buyers", "hiknig gear buyers", "people who bought hiking gaer and hikingg"})
    void a_slip_of_the_finger_is_forgiven(String brief) {
        assertThat(ids(brief)).contains("trans_hiking");
    }

    @Test
    void a_misspelt_place_is_found() {
        assertThat(ids("people in Califronia")).containsExactly("loc_ca");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "İstanbul",
                "ISTANBUL",
                "istanbul",
                "İSTANBUL",
                "ıstanbul",
                "İstanbul'da yaşayanlar",
                "istanbuldaki"
            })
    void istanbul_is_istanbul_however_its_i_is_written(String brief) {
        assertThat(ids(brief)).containsExactly("loc_tr_34");
    }

    @Test
    void the_default_locale_changes_nothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            SignalMatcher built = new SignalMatcher(StarterTaxonomy.load());
            assertThat(built.match("FISHING IN ILLINOIS").suggestions(8))
                    .extracting(s -> s.signal().id())
                    .contains("loc_il", "int_fishing");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void states_countries_and_provinces_are_places() {
        assertThat(ids("people in Texas, Germany or Ankara"))
                .containsExactlyInAnyOrder("loc_tx", "loc_country_de", "loc_tr_06");
        assertThat(ids("dog owners in NY")).contains("loc_ny");
        assertThat(ids("Almanya'da yaşayanlar")).containsExactly("loc_country_de");
    }

    @ParameterizedTest
    @ValueSource(strings = {"köpek sahipleri", "köpeği olanlar", "köpekler", "köpek sahiplerini", "köpeklere"})
    void turkish_suffixes_are_stripped(String brief) {
        assertThat(ids(brief)).contains("int_dogs");
    }

    @Test
    void turkish_without_its_letters_is_still_turkish() {
        MatchResult match = MATCHER.match("kopek mamasi alan kadinlar");
        assertThat(match.language()).isEqualTo(Language.TR);
        assertThat(match.suggestions(8)).extracting(s -> s.signal().id()).contains("trans_dogs", "demo_female");
    }

    @Test
    void a_match_can_be_restricted_to_types() {
        assertThat(MATCHER.match("women in California who buy furniture", EnumSet.of(SignalType.LOCATION))
                        .suggestions(8))
                .extracting(s -> s.signal().id())
                .containsExactly("loc_ca");
    }

    @Test
    void each_phrase_of_a_brief_keeps_its_own_suggestions() {
        MatchResult match = MATCHER.match("Women in California who bought hiking gear");
        assertThat(match.phrases()).extracting(Phrase::words).containsExactly("Women", "California", "hiking gear");
        assertThat(match.phrases()).extracting(Phrase::start).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "hello, how are you?", "what can you do for me", "merhaba, nasılsın", "!!!", "42"})
    void talk_that_names_nothing_matches_nothing(String text) {
        assertThat(MATCHER.match(text).isEmpty()).isTrue();
    }

    @Test
    void a_text_of_any_length_is_read_in_no_time() {
        String long_ = "women who buy hiking gear and coffee in California, ".repeat(5_000);
        assertThat(MATCHER.match(long_).phrases()).isNotEmpty();
    }

    @Test
    void a_signal_somebody_imported_is_found_by_its_name_and_keywords() {
        Signal own = new Signal(
                "x_1", "Falconry", SignalType.INTEREST, List.of("Interests", "Falconry"), List.of("hawking"));
        SignalMatcher matcher = new SignalMatcher(List.of(own));
        assertThat(matcher.match("people into falconry").suggestions(8)).hasSize(1);
        assertThat(matcher.match("hawking enthusiasts").suggestions(8)).hasSize(1);
    }

    private static List<String> ids(String brief) {
        return MATCHER.match(brief).suggestions(8).stream()
                .map(s -> s.signal().id())
                .toList();
    }
}
