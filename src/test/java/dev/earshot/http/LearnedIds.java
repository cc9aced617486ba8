package dev.earshot.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids from earlier answers, by the path of their resource. */
class LearnedIds {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]{1,100})\"");
    private static final int MOST_KNOWN = 30;

    private final Random random;
    private final Map<String, List<String>> known = new HashMap<>();

    LearnedIds(Random random) {
        this.random = random;
    }

    /** Ids in an answer are used for what comes after it. */
    void learn(String noun, String answer) {
        Matcher ids = ID.matcher(answer);
        List<String> seen = known.computeIfAbsent(noun, key -> new ArrayList<>());
        for (int i = 0; i < 3 && ids.find(); i++) {
            if (seen.size() == MOST_KNOWN) {
                seen.remove(random.nextInt(MOST_KNOWN));
            }
            seen.add(ids.group(1));
        }
    }

    /** Mostly an id that was seen, if there is one. */
    String id(String noun, String anything) {
        List<String> ids = known.getOrDefault(noun, List.of());
        return !ids.isEmpty() && random.nextInt(10) > 0
                ? ids.get(random.nextInt(ids.size()))
                : anything.matches("\\.{0,2}") ? "x" : anything;
    }
}
