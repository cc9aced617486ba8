package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Audience;
import dev.earshot.audience.activation.Activation;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.matching.words.Language;

/** What the rules agent says in English of what is to be done. */
final class EnglishCommandWording implements CommandWording {

    @Override
    public String noDraft() {
        return "There is no draft yet. First tell me who you want to reach.";
    }

    @Override
    public String askToSave(String name, long count) {
        return "Shall I save it as “" + name + "”? It has " + customers(count) + " now.";
    }

    @Override
    public String askToUpdate(String name, long count) {
        return "Shall I save the changes to “" + name + "”? It then has " + customers(count) + ".";
    }

    @Override
    public String askToActivate(String name, long count) {
        return "Shall I activate “" + name + "”? Its members, " + customers(count)
                + " now, are then tagged in Netmera; anonymous ones can't be.";
    }

    @Override
    public String askToSaveAndActivate(String name, long count) {
        return "Shall I save it as “" + name + "” and activate it? Its members, " + customers(count)
                + " now, are then tagged in Netmera; anonymous ones can't be.";
    }

    @Override
    public String saved(Audience audience) {
        return "Saved as “" + audience.name() + "”. Say “activate it” to have its members tagged in Netmera.";
    }

    @Override
    public String renamed(Audience audience) {
        return ReplyTexts.in(Language.EN).text("renamed", audience.name());
    }

    @Override
    public String askToRename(String from, String to) {
        return ReplyTexts.in(Language.EN).text("rename.ask", from, to);
    }

    @Override
    public String activated(Audience audience, Activation activation) {
        return "“" + audience.name() + "” is active: its members are being tagged in Netmera as " + activation.tag()
                + ". The audience's activations show how far that is.";
    }

    @Override
    public String gone() {
        return "The audience is no longer there, so I have done nothing.";
    }

    @Override
    public String changed(String name) {
        return "“" + name + "” has been changed since I asked, so I have left it as it is."
                + " Say again what is to be done with it.";
    }

    @Override
    public String refused(String why) {
        return "I can't do that: " + why + ".";
    }

    @Override
    public String retired(String signals) {
        return "No longer in the taxonomy, and so no longer in the draft: " + signals
                + ". I have done nothing else; say again what is to be done.";
    }

    @Override
    public String nothingDone() {
        return "All right, I have done nothing.";
    }

    @Override
    public String onlyOnce() {
        return "That was done when you said yes. Regenerating the answer does not do it again.";
    }

    @Override
    public String notDone() {
        return "This was not done. If you still want it, tell me again.";
    }

    @Override
    public String ways(boolean smaller, long count) {
        return "It has " + customers(count) + ". It gets " + (smaller ? "smaller" : "bigger") + " if you";
    }

    @Override
    public String noWay(boolean smaller) {
        return "I see no signal that would make it " + (smaller ? "smaller." : "bigger.");
    }

    @Override
    public String add(String name, long count, long before) {
        return "- add " + name + ": " + CommandWording.size(count, before);
    }

    @Override
    public String alternative(String name, String to, long count, long before) {
        return "- take " + name + " as an alternative to " + to + ": " + CommandWording.size(count, before);
    }

    @Override
    public String drop(String name, long count, long before) {
        return "- drop " + name + ": " + CommandWording.size(count, before);
    }

    @Override
    public String tellMe() {
        return "Which one should I apply?";
    }

    private static String customers(long count) {
        return count == 1 ? "1 customer" : count + " customers";
    }
}
