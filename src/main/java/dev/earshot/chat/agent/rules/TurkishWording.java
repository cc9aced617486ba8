package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.taxonomy.SignalType;
import java.util.Locale;

/** What the rules agent says in Turkish. */
final class TurkishWording extends Wording {

    TurkishWording() {
        super(Locale.forLanguageTag("tr"), " veya ", "taslakta zaten var");
    }

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
    String full() {
        return "Bir hedef kitlede en çok " + Rule.MOST_GROUPS + " koşul ve " + Rule.MOST_CRITERIA
                + " sinyal olabilir, bu yüzden en son söylenenleri almadım.";
    }

    @Override
    String retired(String names) {
        return "Artık taksonomide olmadığı için taslaktan çıkardım: " + names
                + ". Kayıtlı hedef kitlelerde eskisi gibi sayılmaya devam eder.\n\n";
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
            case SAVE -> "İstediğiniz hedef kitle bu mu?";
        };
    }
}
