package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory.Choice;
import dev.earshot.chat.DialogueMemory.Option;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.ActReader;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.common.FoldedText;
import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the answer to a question with several answers: "the second one", "the company", "both", "neither". */
final class ChoiceReader {
    private static final int MOST_WORDS = 8;
    private static final Set<String> ALL = Set.of("both", "all", "either", "ikisi", "hepsi", "ikisini", "hepsini");
    private static final Set<String> NONE =
            Set.of("neither", "none", "nothing", "hicbiri", "hicbirisi", "hicbirini", "hic");
    private static final Set<ActKind> TAKING = Set.of(
            ActKind.BRIEF, ActKind.ADD, ActKind.TAKE, ActKind.ONLY, ActKind.REPLACE, ActKind.CHANGE, ActKind.YES);

    private final Choice choice;
    private final Language language;

    ChoiceReader(Choice choice, Language language) {
        this.choice = choice;
        this.language = language;
    }

    /** @param draft empty if none of the options was wanted */
    record Chosen(Optional<Rule> draft) {}

    /** What was chosen; empty if the prompt is no answer to the question. */
    Optional<Chosen> read(String prompt, List<DialogueAct> acts) {
        List<String> words = words(prompt);
        if (words.isEmpty() || words.size() > MOST_WORDS || acts.size() > 1) {
            return Optional.empty();
        }
        DialogueAct act = acts.get(0);
        boolean aWord = !choice.about().isEmpty();
        if (aWord && (act.kind() == ActKind.NO || words.stream().anyMatch(NONE::contains))) {
            return Optional.of(new Chosen(Optional.empty()));
        }
        if (choice.all() != null && words.stream().anyMatch(ALL::contains)) {
            return Optional.of(new Chosen(Optional.of(choice.all())));
        }
        if (act.kind() == ActKind.YES && choice.options().size() == 1) {
            return chosen(0);
        }
        return placed(prompt, act).or(() -> aWord ? named(words) : Optional.empty());
    }

    private Optional<Chosen> placed(String prompt, DialogueAct act) {
        return ActReader.ordinal(prompt, language)
                .or(() -> TAKING.contains(act.kind()) ? ActReader.ordinal(act.subject(), language) : Optional.empty())
                .filter(at -> at >= 0 && at < choice.options().size())
                .flatMap(this::chosen);
    }

    /** The one option that shares a word with the answer. */
    private Optional<Chosen> named(List<String> words) {
        List<Integer> meant = new ArrayList<>();
        for (int i = 0; i < choice.options().size(); i++) {
            if (isNamed(choice.options().get(i), words)) {
                meant.add(i);
            }
        }
        return meant.size() == 1 ? chosen(meant.get(0)) : Optional.empty();
    }

    private static boolean isNamed(Option option, List<String> words) {
        Set<String> names = option.words().stream()
                .flatMap(name -> words(name).stream())
                .filter(name -> name.length() > 2)
                .collect(Collectors.toSet());
        return words.stream()
                .anyMatch(word -> names.stream()
                        .anyMatch(name -> word.equals(name)
                                || word.length() > 3
                                        && name.length() > 3
                                        && (word.startsWith(name) || name.startsWith(word))));
    }

    private Optional<Chosen> chosen(int at) {
        return Optional.of(new Chosen(Optional.of(choice.options().get(at).draft())));
    }

    private static List<String> words(String text) {
        return Arrays.stream(FoldedText.of(text).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
