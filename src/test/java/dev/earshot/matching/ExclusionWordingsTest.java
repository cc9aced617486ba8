package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The many ways of saying that people are to be left out. */
class ExclusionWordingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dog owners. They should not be cyclists.",
                "Dog owners, but they shouldn't be cyclists",
                "Dog owners; excludes cyclists",
                "Dog owners (ex cyclists)",
                "Dog owners w/out cyclists",
                "Dog owners, zero cyclists",
                "Dog owners, ignore cyclists",
                "Dog owners; forget about the cyclists",
                "Dog owners, weed out cyclists",
                "Dog owners. Drop the cyclists.",
                "Dog owners. Take out cyclists.",
                "Dog owners. Get rid of cyclists.",
                "Dog owners. Don't bother with cyclists.",
                "Dog owners. We're not looking for cyclists.",
                "Dog owners. Don't show this to cyclists.",
                "Dog owners with the exception of cyclists",
                "Dog owners who couldn't care less about cycling",
                "Dog owners uninterested in cycling",
                "Dog owners that gave up cycling",
                "Dog owners that despise cycling",
                "Dog owners unless they are cyclists",
                "Anyone but cyclists. Dog owners.",
                "Not: cyclists. Dog owners please",
                "Dog owners. Not looking for: cyclists",
                "Dog owners; not interested: cyclists",
                "Dog owners -cyclists",
                "Dog owners; anti-target: cyclists",
                "Dog owners. Irrelevant: cyclists",
                "Dog owners as opposed to cyclists",
                "Dog owners with zero cycling affinity",
                "Dog owners. Ditch cyclists.",
                "Dog owners. We already target cyclists elsewhere.",
                "Non-cycling dog owners"
            })
    void words_before_what_they_leave_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Cycling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dog owners; cyclists are a no-go",
                "Dog owners. Cyclists are off the table.",
                "Dog owners. Cyclists can be ignored.",
                "Dog owners. Cyclists don't belong here.",
                "Dog owners. Cyclists should not see it.",
                "Dog owners. Cyclists are not needed.",
                "Dog owners. Cyclists are irrelevant.",
                "Dog owners. Cyclists won't convert, leave them out.",
                "Dog owners. Cyclists? No thanks.",
                "Dog owners; cyclists must go",
                "Dog owners; cyclists: exclude",
                "Dog owners, but cyclists shouldn't be in there",
                "Dog owners. Keep cyclists away, please",
                "Dog owners. Cyclists have to stay out.",
                "Dog owners yes, cyclists no",
                "Dog owners. Cyclists are not",
                "Dog owners; cyclists, hard pass",
                "Dog owners; cyclists not permitted",
                "Dog owners. Cyclists get a different ad.",
                "Dog owners. Cyclists are covered by another campaign.",
                "Dog owners. Cyclists are a waste of money.",
                "Dog owners. Make sure cyclists don't see this.",
                "Dog owners. Whoever cycles is out.",
                "Dog owners. If they cycle, skip them.",
                "Dog owners. Cyclists didn't convert last time, so no cyclists.",
                "Dog owners. One group has to stay out: cyclists.",
                "Dog owners. Cyclists must be kept out",
                "Cyclists out, dog owners in"
            })
    void words_behind_what_they_leave_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Cycling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dog owners. Exclude: cyclists",
                "Suppress: cyclists. Target: dog owners.",
                "Dog owners (exception: cyclists)",
                "Negative targeting: cyclists. Audience: dog owners",
                "Köpek sahipleri. Şunları çıkar: bisikletçiler",
                "Köpek sahipleri. Hariç: bisikletçiler",
                "Köpek sahipleri, istisna: bisikletçiler"
            })
    void a_label_within_a_line_leaves_out_what_follows_it(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Cycling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Köpek sahipleri ama bisikletçileri listeye almayalım",
                "Köpek sahipleri ama bisikletçileri dahil etme",
                "Köpek sahipleri ama bisikletçileri hedeflemiyoruz",
                "Köpek sahipleri ama bisikletçiler kesinlikle olmamalı",
                "Köpek sahipleri ama bisikletçiler elenmeli",
                "Köpek sahipleri ama bisikletçiler çıkarılmalı",
                "Köpek sahipleri ama bisikletçileri çıkarırsan sevinirim",
                "Köpek sahipleri ama bisikletçileri dışarda bırakalım",
                "Köpek sahipleri. Bisikletçilere bütçe harcamayalım.",
                "Köpek sahipleri. Bisikletçileri yok say.",
                "Köpek sahipleri, bisikletçiler istisna",
                "Köpek sahipleri eksi bisikletçiler",
                "Köpek sahipleri - bisikletçiler değil",
                "Köpek sahipleri, bisikletçileri exclude edelim"
            })
    void turkish_verbs_in_their_many_forms(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Cycling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cyclists should not be excluded",
                "Cyclists must not be left out",
                "People who can't live without cycling",
                "Bisiklet sürmeden duramayanlar"
            })
    void a_denial_of_a_denial_leaves_nobody_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactly("& Cycling");
    }

    @Test
    void turkish_people_without_something_leave_its_owners_out() {
        assertThat(BriefPhrases.of("Kedisiz kadınlar")).containsExactlyInAnyOrder("& Female", "- Cats");
        assertThat(BriefPhrases.of("Bisiklet süren köpeksiz aileler")).contains("& Cycling", "- Dogs");
        assertThat(BriefPhrases.of("İşsiz kadınlar")).noneMatch(line -> line.startsWith("-"));
    }

    @Test
    void a_turkish_word_that_lacks_something_is_wanted_where_it_can_t_be_lacked() {
        assertThat(BriefPhrases.of("Çaysız güne başlayamayanlar")).noneMatch(line -> line.startsWith("-"));
    }
}
