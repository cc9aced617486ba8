package dev.earshot.matching;

import dev.earshot.matching.words.Brief;

/** Marks what a brief excludes: "not students or retirees", "öğrenciler hariç". */
final class Negation {
    private final Brief brief;

    Negation(Brief brief) {
        this.brief = brief;
    }

    void mark() {
        for (int i = 0; i < brief.size(); i++) {
            int plain = length("not negation", i);
            if (plain > 0) {
                i += plain - 1;
                continue;
            }
            int forward = length("negation forward", i);
            int backward = length("negation backward", i);
            brief.speak(i, Math.max(forward, backward));
            if (forward > 0) {
                negateOnwards(i, i + forward);
            } else if (backward > 0) {
                negateBackTo(i);
            }
            i += Math.max(0, Math.max(forward, backward) - 1);
        }
    }

    /** To the next comma, verb, preposition or clause, once something was excluded: "not students in Texas". */
    private void negateOnwards(int negator, int from) {
        brief.negator[negator] = true;
        boolean excluded = false;
        for (int i = from; i < brief.size(); i++) {
            boolean listed = brief.tokens.get(i).followsComma() && excluded;
            boolean ends = brief.spoken[i] || brief.cues.has("negation end", brief.lights.get(i));
            if (listed || brief.tokens.get(i).startsSentence() || (excluded && (ends || brief.boundary[i]))) {
                return;
            }
            brief.negated[i] = true;
            excluded |= !brief.stop[i] && !brief.spoken[i] && !brief.cues.isWeak(brief.lights.get(i));
        }
    }

    /** The name right before the Turkish negator, with what "ve" and "veya" tie to it. */
    private void negateBackTo(int negator) {
        brief.negator[negator] = true;
        int names = 0;
        for (int i = negator - 1; i >= 0; i--) {
            boolean linked = brief.joint[i] && !brief.tokens.get(i).followsComma();
            if (!brief.stop[i] && !linked) {
                if (names >= 2 && !brief.joint[i + 1]) {
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

    private int length(String group, int at) {
        return brief.cues.lengthAt(group, brief.lights, at);
    }
}
