package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.taxonomy.StarterTaxonomy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdinaryQueriesTest {
    private static final SignalMatcher STARTER = new SignalMatcher(StarterTaxonomy.load());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I really need this by tomorrow",
                "send me the messages again please",
                "can you call me back later",
                "what time do you close today",
                "I forgot my password",
                "where is my order",
                "it does not work any more",
                "thanks, that was very helpful",
                "could you explain that once more",
                "I would like to talk to a person",
                "the page does not load",
                "how long will it take",
                "please cancel it",
                "is there anything new",
                "I have a question about my account",
                "let me think about it",
                "that is too expensive for me",
                "can I change the address",
                "show me more like this",
                "what do you recommend",
                "which one is better",
                "I am just looking around",
                "do you have it in another color",
                "never mind, I found it",
                "that was not what I meant",
                "why was I charged twice",
                "my name is spelled wrong",
                "could we do this another day",
                "I will come back next week",
                "there is a mistake in the text",
                "please write it in simple words",
                "can you make it shorter",
                "tell me a bit more about that",
                "who can help me with this",
                "I cannot find the button",
                "what happened to my request",
                "is this still available",
                "give me a moment",
                "I changed my mind",
                "everything is fine now",
                "bunu bana bir daha gönderir misin",
                "siparişim nerede kaldı",
                "şifremi unuttum",
                "yarın tekrar arayın lütfen",
                "bu sayfa açılmıyor",
                "teşekkürler, çok yardımcı oldunuz",
                "bir sorum olacaktı",
                "iptal etmek istiyorum",
                "ne kadar sürer",
                "başka rengi var mı",
                "hangisini önerirsiniz",
                "biraz daha açıklar mısın",
                "adımı yanlış yazmışsınız",
                "bu çok pahalı geldi",
                "sonra tekrar bakarım",
                "kiminle görüşebilirim",
                "hesabımla ilgili bir sorun var",
                "mesajları tekrar gönder",
                "adresimi değiştirebilir miyim",
                "yeni bir şey var mı",
                "daha kısa yazar mısın",
                "fikrimi değiştirdim",
                "hala bekliyorum",
                "bugün açık mısınız",
                "bu hala mevcut mu"
            })
    void a_query_of_ordinary_words_leaves_no_signal(String query) {
        assertThat(STARTER.match(query).phrases()).isEmpty();
        assertThat(BriefPhrases.of(query)).isEmpty();
    }
}
