package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Audience;
import dev.earshot.audience.activation.Activation;
import dev.earshot.matching.words.Language;

/** The rules agent's sentences about what is to be done with an audience. */
interface CommandWording {

    static CommandWording in(Language language) {
        return language == Language.TR ? new TurkishCommandWording() : new EnglishCommandWording();
    }

    /** What is missing before anything can be done. */
    String noDraft();

    String askToSave(String name, long count);

    String askToUpdate(String name, long count);

    String askToActivate(String name, long count);

    String askToSaveAndActivate(String name, long count);

    String saved(Audience audience);

    String renamed(Audience audience);

    String askToRename(String from, String to);

    String activated(Audience audience, Activation activation);

    /** The audience was deleted since the planner was asked. */
    String gone();

    /** It was changed since then, or deactivated. */
    String changed(String name);

    /** It can't be done, for this reason. */
    String refused(String why);

    /** These signals have gone from the draft, which is then another than what the planner saw. */
    String retired(String signals);

    String nothingDone();

    /** It was done when the planner said yes, and is not done again because the reply is made anew. */
    String onlyOnce();

    /** Nothing was done, and the reply to an earlier prompt that is made anew does nothing now. */
    String notDone();

    /** What follows are ways to make it smaller, or bigger. */
    String ways(boolean smaller, long count);

    String noWay(boolean smaller);

    String add(String name, long count, long before);

    String alternative(String name, String to, long count, long before);

    String drop(String name, long count, long before);

    String tellMe();

    private static String signed(long difference) {
        return (difference > 0 ? "+" : "−") + Math.abs(difference);
    }

    /** Such as {@code 120 (−380)}. */
    static String size(long count, long before) {
        return count + " (" + signed(count - before) + ")";
    }
}
