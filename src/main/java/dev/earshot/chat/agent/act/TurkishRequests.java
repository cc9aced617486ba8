package dev.earshot.chat.agent.act;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a polite Turkish request into the plain order that the grammar knows: "hariç tutabilir miyiz?" is "hariç tut",
 * "çıkarmanızı rica ediyorum" is "çıkar". A rule of the language instead of every form of every verb.
 */
final class TurkishRequests {
    private static final String QUESTION = "\\s+m[iıuü](?:y[iıuü][zm]|s[iıuü]n(?:[iıuü]z)?)?";
    private static final String TAIL =
            "(?:\\s+(?:acaba|lütfen|lutfen|artık|artik|ya|bence|hadi|bugün|bugun|şimdi|hemen))*";
    /** English orders with a Turkish verb: "exclude edelim". */
    private static final Map<String, String> BORROWED = Map.ofEntries(
            Map.entry("save", "kaydet"),
            Map.entry("add", "ekle"),
            Map.entry("include", "ekle"),
            Map.entry("exclude", "hariç tut"),
            Map.entry("drop", "çıkar"),
            Map.entry("remove", "çıkar"),
            Map.entry("delete", "sil"),
            Map.entry("compare", "karşılaştır"),
            Map.entry("rename", "yeniden adlandır"),
            Map.entry("activate", "etkinleştir"),
            Map.entry("launch", "etkinleştir"),
            Map.entry("deactivate", "devre dışı bırak"),
            Map.entry("undo", "geri al"),
            Map.entry("reset", "sıfırla"),
            Map.entry("update", "güncelle"));

    private static final Pattern BORROWING = Pattern.compile(
            "(?<!\\p{L})(" + String.join("|", BORROWED.keySet())
                    + ")(?:['’]?l[ae]\\p{L}*|\\s+(?:et|ed|yap)\\p{L}*(?:\\s+m[ıiuü]\\p{L}*)?)",
            Pattern.CASE_INSENSITIVE);

    private static final List<Pattern> REQUESTS = List.of(
            request("(\\p{L}{2,}?)y?[ae]bilir" + QUESTION),
            request("(\\p{L}{2,}?)(?:[aeıiuü]r|r)\\s+m[ıiuü](?:y[ıiuü][zm]|s[ıiuü]n(?:[ıiuü]z)?)"),
            request("(\\p{L}{2,}?)m[ae]n(?:[ıi]z)?(?:[ıi])?\\s+"
                    + "(?:rica\\s+ed\\p{L}+|ist(?:iyor|er)\\p{L}*|mümkün\\s+mü|mumkun\\s+mu)"),
            request("(\\p{L}{2,}?)m[ae](?:k|m[ıi]z|m)\\s+"
                    + "(?:istiyor\\p{L}*|isterim|isteriz|lazım|lazim|gerek\\p{L}*|mümkün\\s+mü)"),
            request("(\\p{L}{2,}?)y?s[ae]k\\s+(?:iyi|güzel|süper|daha\\s+iyi)\\s+ol\\p{L}+"),
            request("(\\p{L}{2,}?)y?[ae]l[ıi]m\\s+m[ıi]"),
            request("(\\p{L}{2,}?)s[ae]k(?:\\s+(?:mı|mi|ya|nasıl\\s+olur|daha\\s+(?:iyi|mantıklı|mantikli)))?"),
            request("(\\p{L}{2,}?)[ıiuü]ver(?:in|elim|sene|ir\\s+misin)?"),
            request("(\\p{L}{2,}?)y?[ae]bilir(?:iz|sin|siniz|im)"),
            request("(\\p{L}{2,}?)y?[ae]l[ıi]m"),
            request("(\\p{L}{2,}?)y?[ae]y[ıi]m"));

    private TurkishRequests() {}

    private static Pattern request(String form) {
        return Pattern.compile(
                "(?<!\\p{L})" + form + TAIL + "(?=\\s*[?.!]*\\s*$)", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The same text with Turkish verbs in the place of English ones. */
    static String translated(String text) {
        return BORROWING
                .matcher(text)
                .replaceAll(verb -> BORROWED.get(verb.group(1).toLowerCase(Locale.ROOT)));
    }

    /** The same text with its last verb as a plain order; itself where it asks for nothing politely. */
    static String plain(String text) {
        for (Pattern request : REQUESTS) {
            Matcher found = request.matcher(text);
            if (found.find()) {
                return text.substring(0, found.start()) + order(found.group(1));
            }
        }
        return text;
    }

    /** "Kaydeder" has the stem "kaydet", "eder" has "et". */
    private static String order(String stem) {
        boolean softened = stem.endsWith("ed") || stem.endsWith("id") && stem.length() <= 3;
        return softened ? stem.substring(0, stem.length() - 1) + "t" : stem;
    }
}
