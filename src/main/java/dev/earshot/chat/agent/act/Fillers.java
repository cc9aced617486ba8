package dev.earshot.chat.agent.act;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said around an order and is none: "ok, now could you please" before it, "thanks" after it. */
final class Fillers {
    private static final int MOST = 8;

    private Pattern front;
    private Pattern back;

    /** @param words as alternatives of a pattern */
    void startWith(String words) {
        front = Pattern.compile("(?:" + words + ")(?:[ ,.!:;…-]+|$)");
    }

    /** @param words as alternatives of a pattern */
    void endWith(String words) {
        back = Pattern.compile("[ ,.!;…-]+(?:" + words + ")$");
    }

    /** The text without its fillers. */
    SpokenText core(SpokenText text) {
        List<SpokenText> cores = cores(text);
        return cores.get(cores.size() - 1);
    }

    /** The text, and what is left of it as one filler after the other is taken off. */
    List<SpokenText> cores(SpokenText text) {
        List<SpokenText> cores = new ArrayList<>(List.of(text));
        SpokenText core = text;
        SpokenText last = null;
        for (int i = 0; i < MOST && core != last; i++) {
            last = core;
            Matcher before = front.matcher(core.folded());
            if (before.lookingAt() && before.end() < core.folded().length()) {
                core = core.part(before.end(), core.folded().length());
            }
            Matcher after = back.matcher(core.folded());
            if (after.find() && after.start() > 0) {
                core = core.part(0, after.start());
            }
            if (core != last) {
                cores.add(core);
            }
        }
        return cores;
    }

    /** Whether it says nothing by itself: "just curious". */
    boolean isAll(SpokenText text) {
        Matcher fillers = front.matcher(text.folded());
        int end = 0;
        while (end < text.folded().length() && fillers.find(end) && fillers.start() == end) {
            end = fillers.end();
        }
        return end == text.folded().length();
    }
}
