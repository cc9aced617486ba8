package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Audience;
import dev.earshot.audience.activation.Activation;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.matching.words.Language;

/** What the rules agent says in Turkish of what is to be done. */
final class TurkishCommandWording implements CommandWording {

    @Override
    public String noDraft() {
        return "Henüz bir taslak yok. Önce kime ulaşmak istediğinizi söyleyin.";
    }

    @Override
    public String askToSave(String name, long count) {
        return "“" + name + "” adıyla kaydedeyim mi? Şu anda " + count + " müşteri var.";
    }

    @Override
    public String askToUpdate(String name, long count) {
        return "Değişiklikleri “" + name + "” hedef kitlesine kaydedeyim mi? O zaman " + count + " müşteri olur.";
    }

    @Override
    public String askToActivate(String name, long count) {
        return "“" + name + "” hedef kitlesini etkinleştireyim mi? Üyeleri, şu anda " + count
                + " müşteri, Netmera'da etiketlenir; anonim olanlar etiketlenemez.";
    }

    @Override
    public String askToSaveAndActivate(String name, long count) {
        return "“" + name + "” adıyla kaydedip etkinleştireyim mi? Üyeleri, şu anda " + count
                + " müşteri, Netmera'da etiketlenir; anonim olanlar etiketlenemez.";
    }

    @Override
    public String saved(Audience audience) {
        return "“" + audience.name()
                + "” adıyla kaydedildi. Üyelerinin Netmera'da etiketlenmesi için “etkinleştir” deyin.";
    }

    @Override
    public String renamed(Audience audience) {
        return ReplyTexts.in(Language.TR).text("renamed", audience.name());
    }

    @Override
    public String askToRename(String from, String to) {
        return ReplyTexts.in(Language.TR).text("rename.ask", from, to);
    }

    @Override
    public String activated(Audience audience, Activation activation) {
        return "“" + audience.name() + "” etkin: üyeleri Netmera'da " + activation.tag()
                + " etiketiyle etiketleniyor. İlerlemeyi hedef kitlenin etkinleştirmelerinde görebilirsiniz.";
    }

    @Override
    public String gone() {
        return "Hedef kitle artık yok, bu yüzden hiçbir şey yapmadım.";
    }

    @Override
    public String changed(String name) {
        return "“" + name + "” ben sorduktan sonra değiştirilmiş, bu yüzden ona dokunmadım."
                + " Ne yapılacağını yeniden söyleyin.";
    }

    @Override
    public String refused(String why) {
        return "Bunu yapamıyorum: " + why + ".";
    }

    @Override
    public String retired(String signals) {
        return "Artık taksonomide olmadığı için taslaktan çıkanlar: " + signals
                + ". Başka bir şey yapmadım; ne yapılacağını yeniden söyleyin.";
    }

    @Override
    public String nothingDone() {
        return "Peki, hiçbir şey yapmadım.";
    }

    @Override
    public String onlyOnce() {
        return "Bu işlem siz onayladığınızda yapıldı; yanıtın yeniden oluşturulması işlemi tekrarlamaz.";
    }

    @Override
    public String notDone() {
        return "Bu işlem yapılmadı. Hâlâ istiyorsanız yeniden söyleyin.";
    }

    @Override
    public String ways(boolean smaller, long count) {
        return "Şu anda " + count + " müşteri var. Şunlarla " + (smaller ? "küçülür:" : "büyür:");
    }

    @Override
    public String noWay(boolean smaller) {
        return smaller ? "Onu küçültecek bir sinyal göremiyorum." : "Onu büyütecek bir sinyal göremiyorum.";
    }

    @Override
    public String add(String name, long count, long before) {
        return "- " + name + " ekleyin: " + CommandWording.size(count, before);
    }

    @Override
    public String alternative(String name, String to, long count, long before) {
        return "- " + to + " yerine " + name + " da kabul edin: " + CommandWording.size(count, before);
    }

    @Override
    public String drop(String name, long count, long before) {
        return "- " + name + " sinyalini çıkarın: " + CommandWording.size(count, before);
    }

    @Override
    public String tellMe() {
        return "Hangisini uygulayayım?";
    }
}
