package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.taxonomy.SignalType;
import java.util.Locale;

/** What the rules agent says in English. */
final class EnglishWording extends Wording {

    EnglishWording() {
        super(Locale.ENGLISH, " or ", "already in the draft");
    }

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
                ? "None of the " + customers(universe) + " seen so far matches all of it yet."
                : "That is " + number(count) + " of the " + customers(universe) + " seen so far.";
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
    String full() {
        return "An audience holds at most " + Rule.MOST_GROUPS + " conditions and " + Rule.MOST_CRITERIA
                + " signals, so I have left out what came last.";
    }

    @Override
    String retired(String names) {
        return "No longer in the taxonomy, so I took it out of the draft: " + names
                + ". Saved audiences that use it keep counting it as before.\n\n";
    }

    @Override
    String modelFailed() {
        return "The model is not answering, so here is what the rules find.\n\n";
    }

    @Override
    String question(Question question) {
        return switch (question) {
            case WHOM -> "Who do you want to reach: where do they live, what do they buy or care about?";
            case WHERE -> "Should it be limited to a place?";
            case WHO -> "Do you want to narrow it by age, gender or life stage?";
            case WHAT -> "What do these people buy, or care about?";
            case BUT -> "Should anyone be excluded?";
            case SAVE -> "Is this the audience you want?";
        };
    }
}
