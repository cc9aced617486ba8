package dev.earshot.conversation;

import dev.earshot.signal.Language;
import dev.earshot.signal.SignalType;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/** The rules agent's sentences, in the languages in which it reads. */
enum Wording {
    ENGLISH(Locale.ENGLISH, " or ", "already in the draft") {
        @Override
        String all(String groups) {
            return "Your audience: people who match " + groups + ".";
        }

        @Override
        String none(String names) {
            return "Left out: " + names + ".";
        }

        @Override
        String size(long count, long universe) {
            return count == 0
                    ? "None of the " + number(universe) + " customers seen so far matches all of it yet."
                    : "That is " + number(count) + " of the " + number(universe) + " customers seen so far.";
        }

        @Override
        String line(String name, SignalType type, String reason, long reach) {
            return "- " + name + " (" + type.wireName() + "): " + reason + ", " + customers(reach);
        }

        private String customers(long reach) {
            return reach == 1 ? "1 customer" : number(reach) + " customers";
        }

        @Override
        String nothing() {
            return "Nothing in the taxonomy fits that, so I suggest no signal.";
        }

        @Override
        String empty() {
            return "The draft is empty now.";
        }

        @Override
        String kept() {
            return "Good, the draft stays as it is.";
        }

        @Override
        String modelFailed() {
            return "The model is not answering, so here is what the rules find.\n\n";
        }

        @Override
        String question(Question question) {
            return switch (question) {
                case WHOM -> "Whom do you want to reach: where do they live, what do they buy or care about?";
                case WHERE -> "Should it be limited to a place?";
                case WHO -> "Do you want to narrow it by age, gender or life stage?";
                case WHAT -> "What do these people buy, or care about?";
                case BUT -> "Is there anybody to leave out?";
                case SAVE -> "Shall it stay like this?";
            };
        }
    },
    TURKISH(Locale.forLanguageTag("tr"), " veya ", "taslakta zaten var") {
        @Override
        String all(String groups) {
            return "Hedef kitleniz şunlara uyan kişiler: " + groups + ".";
        }

        @Override
        String none(String names) {
            return "Hariç tutulanlar: " + names + ".";
        }

        @Override
        String size(long count, long universe) {
            return count == 0
                    ? "Şimdiye kadar görülen " + number(universe) + " müşteriden hiçbiri henüz hepsine uymuyor."
                    : "Şimdiye kadar görülen " + number(universe) + " müşteriden " + number(count) + " tanesi uyuyor.";
        }

        @Override
        String line(String name, SignalType type, String reason, long reach) {
            String kind = switch (type) {
                case LOCATION -> "konum";
                case TRANSACTION -> "alışveriş";
                case DEMOGRAPHIC -> "demografi";
                case INTEREST -> "ilgi alanı";
            };
            return "- " + name + " (" + kind + "): " + reason + ", " + number(reach) + " müşteri";
        }

        @Override
        String nothing() {
            return "Taksonomide buna uyan bir sinyal yok, bu yüzden öneride bulunmuyorum.";
        }

        @Override
        String empty() {
            return "Taslak şu anda boş.";
        }

        @Override
        String kept() {
            return "Tamam, taslak olduğu gibi kalıyor.";
        }

        @Override
        String modelFailed() {
            return "Model yanıt vermiyor, bu yüzden kuralların bulduğunu gösteriyorum.\n\n";
        }

        @Override
        String question(Question question) {
            return switch (question) {
                case WHOM -> "Kime ulaşmak istiyorsunuz: nerede yaşıyorlar, ne satın alıyorlar, neyle ilgileniyorlar?";
                case WHERE -> "Belirli bir yerle sınırlayalım mı?";
                case WHO -> "Yaş, cinsiyet veya yaşam evresine göre daraltalım mı?";
                case WHAT -> "Bu kişiler ne satın alıyor veya neyle ilgileniyor?";
                case BUT -> "Hariç tutmak istediğiniz kimse var mı?";
                case SAVE -> "Böyle kalsın mı?";
            };
        }
    };

    /** The one question that an answer ends with. */
    enum Question {
        WHOM,
        WHERE,
        WHO,
        WHAT,
        BUT,
        SAVE
    }

    private final Locale locale;
    private final String or;
    private final String known;

    Wording(Locale locale, String or, String known) {
        this.locale = locale;
        this.or = or;
        this.known = known;
    }

    static Wording in(Language language) {
        return language == Language.TR ? TURKISH : ENGLISH;
    }

    abstract String all(String groups);

    abstract String none(String names);

    abstract String size(long count, long universe);

    abstract String line(String name, SignalType type, String reason, long reach);

    abstract String nothing();

    abstract String empty();

    abstract String kept();

    abstract String modelFailed();

    abstract String question(Question question);

    /** The reason of a signal that an earlier prompt brought. */
    String known() {
        return known;
    }

    String or(List<String> names) {
        return String.join(or, names);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }
}
