package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.CueWords;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.PurchaseStage;
import dev.earshot.matching.words.Token;
import dev.earshot.matching.words.Tokenizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Text → {@link Brief}: guesses the language and marks cues, boundaries, purpose and negation. */
final class BriefReader {
    /** A brief is a sentence or three; what lies beyond is not read, which bounds the time as well. */
    private static final int MOST_WORDS = 63;

    private static final int MOST_CHARACTERS = 2_000;

    private final Map<Language, CueWords> cues = new EnumMap<>(Language.class);

    BriefReader() {
        for (Language language : Language.values()) {
            cues.put(language, new CueWords(language));
        }
    }

    CueWords cues(Language language) {
        return cues.get(language);
    }

    Brief read(String whole) {
        String text = whole.substring(0, Math.min(whole.length(), MOST_CHARACTERS));
        List<Token> all = Tokenizer.tokens(text);
        List<Token> tokens = all.subList(0, Math.min(all.size(), MOST_WORDS));
        Language language = new LanguageDetector(cues).of(text, tokens);
        Brief brief = new Brief(text, language, cues.get(language), tokens);
        markBoundaries(brief);
        markIntents(brief);
        new Negation(brief).mark();
        return brief;
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
        PurchaseStage current = PurchaseStage.NONE;
        int chunk = 0;
        for (int i = 0; i < brief.size(); i++) {
            if (brief.boundary[i]) {
                current = PurchaseStage.NONE;
                chunk = i;
            }
            if (brief.tokens.get(i).followsComma() && brief.language == Language.TR) {
                chunk = i;
            }
            for (PurchaseStage intent : PurchaseStage.SPOKEN) {
                String name = intent.cue();
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
                brief.speak(i, Math.max(forward, backward));
            }
            if (current != PurchaseStage.NONE) {
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

    /** English: the words right before ("baseball ticket buyers"). Turkish, whose verb ends the clause: all of it. */
    private static void markBack(Brief brief, int from, int to, PurchaseStage intent) {
        for (int i = to - 1; i >= from; i--) {
            if (brief.language == Language.EN && brief.stop[i]) {
                return;
            }
            brief.intent[i] = intent;
        }
    }
}
