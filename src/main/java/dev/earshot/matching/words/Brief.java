package dev.earshot.matching.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A text as the matcher sees it: its words and, for each, what the words around it say of it. */
public final class Brief {
    final String text;
    public final Language language;
    public final CueWords cues;
    public final List<Token> tokens;
    public final List<String> lights = new ArrayList<>();
    public final List<String> stems = new ArrayList<>();
    public final boolean[] stop;
    /** Belongs to a cue or to a range and so can't be a phrase alone. */
    public final boolean[] spoken;
    /** Belongs to a cue of several words, whose words mean nothing apart: "in the market for". */
    public final boolean[] inLongCue;

    /** Its spelling was mended, and what it was mended to is a guess. */
    public final boolean[] mended;

    /** A Turkish word in an English brief. */
    public final boolean[] foreign;

    /** Says when or how often, not what. */
    public final boolean[] timed;

    public final boolean[] boundary;
    public final boolean[] joint;
    public final boolean[] negator;
    public final boolean[] negated;
    public final PurchaseStage[] intent;
    private final List<Set<String>> bases;

    public Brief(String text, Language language, CueWords cues, List<Token> tokens) {
        this.text = text;
        this.language = language;
        this.cues = cues;
        this.tokens = new ArrayList<>(tokens);
        int n = tokens.size();
        bases = new ArrayList<>(Collections.nCopies(n, null));
        stop = new boolean[n];
        spoken = new boolean[n];
        inLongCue = new boolean[n];
        mended = new boolean[n];
        foreign = new boolean[n];
        timed = new boolean[n];
        boundary = new boolean[n];
        joint = new boolean[n];
        negator = new boolean[n];
        negated = new boolean[n];
        intent = new PurchaseStage[n];
        Arrays.fill(intent, PurchaseStage.NONE);
        for (int i = 0; i < n; i++) {
            String folded = tokens.get(i).folded();
            lights.add(cues.light(folded));
            stems.add(cues.stem(folded));
            stop[i] = cues.isStop(lights.get(i));
        }
    }

    public int size() {
        return tokens.size();
    }

    /** Whether words of the other language may stand in it. */
    public boolean isMixed() {
        boolean mixed = language == Language.TR;
        for (boolean word : foreign) {
            mixed |= word;
        }
        return mixed;
    }

    /** Whether it was written with a letter that English lacks. */
    public boolean hasTurkishLetter(int at) {
        return text.substring(tokens.get(at).start(), tokens.get(at).end())
                .chars()
                .anyMatch(letter -> "ıİşŞğĞçÇöÖüÜ".indexOf(letter) >= 0);
    }

    /** Marks the words of a cue. */
    public void speak(int from, int length) {
        for (int i = from; i < from + length; i++) {
            spoken[i] = true;
            inLongCue[i] |= length > 1;
        }
    }

    /** Lets a word stand for another form of it. */
    public void readAs(int at, String folded) {
        tokens.set(at, tokens.get(at).withFolded(folded));
        lights.set(at, cues.light(folded));
        stems.set(at, cues.stem(folded));
    }

    /** "New movers: sofas, beds, curtains". */
    public boolean followsColon(int at) {
        return at > 0
                && text.substring(tokens.get(at - 1).end(), tokens.get(at).start())
                        .strip()
                        .startsWith(":");
    }

    /** "Fibre upgrade – people who …": a dash between blanks parts sentences. */
    public boolean followsDash(int at) {
        return at > 0
                && tokens.get(at).followsDash()
                && tokens.get(at).start() - tokens.get(at - 1).end() > 2;
    }

    /** The words as they were written, without those between that don't belong. */
    public String words(long mask) {
        StringBuilder words = new StringBuilder();
        int last = -2;
        for (int i = 0; i < size(); i++) {
            if ((mask & 1L << i) == 0) {
                continue;
            }
            Token token = tokens.get(i);
            if (words.length() > 0) {
                words.append(last == i - 1 ? text.substring(tokens.get(last).end(), token.start()) : " ");
            }
            words.append(text, token.start(), token.end());
            last = i;
        }
        return words.toString();
    }

    /** The forms without case that a Turkish word may have; none in English. */
    public Set<String> bases(int at) {
        if (language != Language.TR) {
            return Set.of();
        }
        if (bases.get(at) == null) {
            bases.set(at, TurkishCases.bases(tokens.get(at).folded()));
        }
        return bases.get(at);
    }
}
