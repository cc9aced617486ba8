package dev.earshot.signal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Text → {@link Brief}: guesses the language and marks cues, boundaries, purpose and negation. */
final class BriefReader {
    /** A brief is a sentence or three; what lies beyond is not read, which bounds the time as well. */
    private static final int MOST_WORDS = 63;

    private static final String TURKISH_LETTERS = "ığşİĞŞçÇöÖüÜ";

    private final Map<Language, Cues> cues = new EnumMap<>(Language.class);

    BriefReader() {
        for (Language language : Language.values()) {
            cues.put(language, new Cues(language));
        }
    }

    Cues cues(Language language) {
        return cues.get(language);
    }

    Brief read(String text) {
        List<Token> all = Tokenizer.tokens(text);
        List<Token> tokens = all.subList(0, Math.min(all.size(), MOST_WORDS));
        Language language = languageOf(text, tokens);
        Brief brief = new Brief(text, language, cues.get(language), tokens);
        markBoundaries(brief);
        markIntents(brief);
        markNegation(brief);
        return brief;
    }

    Language languageOf(String text, List<Token> tokens) {
        double turkish = 0;
        double english = 0;
        for (Token token : tokens) {
            turkish += score(Language.TR, token) + (token.suffix().length() > 1 ? 0.5 : 0);
            english += score(Language.EN, token);
        }
        for (int i = 0; i < text.length(); i++) {
            turkish += TURKISH_LETTERS.indexOf(text.charAt(i)) >= 0 ? 0.7 : 0;
        }
        return turkish > english ? Language.TR : Language.EN;
    }

    private double score(Language language, Token token) {
        Cues words = cues.get(language);
        String light = words.light(token.folded());
        if (words.isStop(light)) {
            return 1;
        }
        boolean known = words.isWeak(light) || words.isWeak(words.stem(token.folded()));
        boolean plural = language == Language.TR && token.folded().matches(".{3,}l[ae]r(i|in|ini)?");
        return known || plural ? 0.8 : 0;
    }

    private void markBoundaries(Brief brief) {
        for (int i = 0; i < brief.size(); i++) {
            Token token = brief.tokens.get(i);
            boolean comma = token.followsComma();
            brief.joint[i] = comma || brief.cues.lengthAt("coordinator", brief.lights, i) > 0;
            brief.boundary[i] = token.startsSentence() || brief.cues.has("boundary", brief.lights.get(i));
        }
    }

    private void markIntents(Brief brief) {
        Intent current = Intent.NONE;
        int chunk = 0;
        for (int i = 0; i < brief.size(); i++) {
            if (brief.boundary[i]) {
                current = Intent.NONE;
                chunk = i;
            }
            if (brief.tokens.get(i).followsComma() && brief.language == Language.TR) {
                chunk = i;
            }
            for (Intent intent : new Intent[] {Intent.PURCHASE, Intent.INTEREST}) {
                String name = intent == Intent.PURCHASE ? "purchase" : "interest";
                int forward = brief.cues.lengthAt(name + " forward", brief.lights, i);
                int backward = backward(brief, name, i);
                if (forward > 0) {
                    current = intent;
                    chunk = i;
                }
                if (backward > 0) {
                    markBack(brief, chunk, i, intent);
                    chunk = brief.language == Language.TR ? i + backward : chunk;
                }
                speak(brief, i, Math.max(forward, backward));
            }
            if (current != Intent.NONE) {
                brief.intent[i] = current;
            }
        }
    }

    private int backward(Brief brief, String name, int at) {
        int length = brief.cues.lengthAt(name + " backward", brief.lights, at);
        return length > 0 || brief.language == Language.EN
                ? length
                : brief.cues.lengthAt(name + " backward", brief.stems, at);
    }

    private static void markBack(Brief brief, int from, int to, Intent intent) {
        for (int i = from; i < to; i++) {
            brief.intent[i] = intent;
        }
    }

    private static void speak(Brief brief, int from, int length) {
        for (int i = from; i < from + length; i++) {
            brief.spoken[i] = true;
        }
    }

    private void markNegation(Brief brief) {
        for (int i = 0; i < brief.size(); i++) {
            int plain = brief.cues.lengthAt("not negation", brief.lights, i);
            if (plain > 0) {
                i += plain - 1;
                continue;
            }
            int forward = brief.cues.lengthAt("negation forward", brief.lights, i);
            int backward = brief.cues.lengthAt("negation backward", brief.lights, i);
            speak(brief, i, Math.max(forward, backward));
            if (forward > 0) {
                negateOnwards(brief, i, i + forward);
            } else if (backward > 0) {
                negateBackTo(brief, i);
            }
            i += Math.max(0, Math.max(forward, backward) - 1);
        }
    }

    /** To the next comma, verb or new clause: "not students or retirees, who…". */
    private static void negateOnwards(Brief brief, int negator, int from) {
        brief.negator[negator] = true;
        for (int i = from; i < brief.size(); i++) {
            boolean listed = brief.tokens.get(i).followsComma() && i > from;
            boolean ends = brief.boundary[i] || (brief.spoken[i] && i > from && !brief.negator[i]);
            if (listed || ends) {
                return;
            }
            brief.negated[i] = true;
        }
    }

    /** The name right before the Turkish negator, with what "ve" and "veya" tie to it. */
    private static void negateBackTo(Brief brief, int negator) {
        brief.negator[negator] = true;
        int names = 0;
        for (int i = negator - 1; i >= 0; i--) {
            boolean linked = brief.joint[i] && !brief.tokens.get(i).followsComma();
            if (!brief.stop[i] && !linked) {
                boolean tied = names == 0 || brief.joint[i + 1] || names < 2;
                if (!tied) {
                    return;
                }
                names++;
                brief.negated[i] = true;
            }
            if (brief.boundary[i] || brief.tokens.get(i).followsComma() || brief.spoken[i]) {
                return;
            }
        }
    }
}
