package dev.earshot.chat.agent.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the acts of one line of a prompt in one language: of the whole line, of its clauses, or of its pieces. */
final class ClauseActs {
    /** A text of more pieces is a list. */
    private static final int MOST_PIECES = 8;
    /** What starts over is said at the beginning. */
    private static final int MOST_PAUSES = 3;

    private static final Pattern PIECE_END = Pattern.compile("[,.!;:]+ +");
    private static final Pattern REST = Pattern.compile(
            "(?:the |all |all the )?(?:others?(?: \\w+)?|rest|remaining(?: \\w+)?"
                    + "|(?:everything|all|anything) else)|(?:digerler|geri ?kalan|kalan|otekiler|oburler|gerisi)\\w*(?: \\w+)?");
    private static final Pattern PAUSE = Pattern.compile("[,.:;!-]+ +");

    private final ActGrammar grammar;
    private final boolean asked;

    /** @param asked whether the agent has asked for a yes */
    ClauseActs(ActGrammar grammar, boolean asked) {
        this.grammar = grammar;
        this.asked = asked;
    }

    /** What is done in these words; empty if they are at most a description. */
    Optional<List<DialogueAct>> in(String said) {
        String prompt = grammar.translated(said);
        Optional<List<DialogueAct>> reasoned = asked
                ? Optional.empty()
                : grammar.reasoned(SpokenText.of(prompt)).map(List::of);
        return reasoned.or(() -> new AsideActs(grammar, this::plainly).in(prompt))
                .or(() -> plainly(prompt));
    }

    private Optional<List<DialogueAct>> plainly(String prompt) {
        Optional<List<DialogueAct>> own = recognised(prompt);
        if (isOrder(own)) {
            return own.filter(ClauseActs::isLooselyTold)
                    .flatMap(loose -> resized(prompt))
                    .or(() -> own);
        }
        return Stream.of(grammar.plain(prompt), grammar.mended(prompt), grammar.plain(grammar.mended(prompt)))
                .filter(said -> !said.equals(prompt))
                .map(said -> recognised(said))
                .filter(ClauseActs::isOrder)
                .findFirst()
                .orElse(own);
    }

    /** Whether it was understood, and not merely as a question or as something else than our business. */
    private static boolean isOrder(Optional<List<DialogueAct>> acts) {
        return acts.isPresent()
                && acts.get().stream()
                        .map(DialogueAct::kind)
                        .noneMatch(kind -> kind == ActKind.QUESTION || kind == ActKind.OFF_TOPIC);
    }

    /** "Make it …": by words that nearly anything may follow. */
    private static boolean isLooselyTold(List<DialogueAct> acts) {
        return acts.size() == 1 && acts.get(0).kind() == ActKind.CHANGE;
    }

    /** "Make it biger" changes the size once it is mended. */
    private Optional<List<DialogueAct>> resized(String prompt) {
        String mended = grammar.mended(prompt);
        return mended.equals(prompt)
                ? Optional.empty()
                : recognised(mended)
                        .filter(acts -> acts.stream()
                                .map(DialogueAct::kind)
                                .allMatch(kind -> kind == ActKind.SMALLER || kind == ActKind.BIGGER));
    }

    private Optional<List<DialogueAct>> recognised(String prompt) {
        SpokenText text = SpokenText.of(prompt);
        boolean question = prompt.strip().endsWith("?");
        List<SpokenText> clauses = grammar.clauses(text);
        Optional<DialogueAct> whole = whole(text, question);
        boolean named = whole.map(act -> act.kind() == ActKind.SAVE || act.kind() == ActKind.RENAME)
                .orElse(false);
        if (clauses.size() > 1
                && clauses.size() <= MOST_PIECES
                && !(named && isInName(clauses))
                && !whole.map(this::isOne).orElse(false)) {
            Optional<List<DialogueAct>> several = several(clauses, question)
                    .filter(acts -> whole.isEmpty() || acts.stream().noneMatch(ClauseActs::startsOver))
                    .filter(acts -> !(whole.filter(ClauseActs::swaps).isPresent()
                            && acts.stream().anyMatch(act -> act.kind() == ActKind.BRIEF)));
            if (several.isPresent()) {
                return several;
            }
            if (whole.filter(act -> act.kind().describes()).isPresent()
                    && grammar.read(clauses.get(0), false).isEmpty()) {
                return Optional.empty();
            }
        }
        return whole.map(List::of).or(() -> pieces(text)).or(() -> anew(text));
    }

    /** Whether what looks like two orders is one: "drop all that is excluded". */
    private boolean isOne(DialogueAct act) {
        return act.kind().isToldByFillers()
                || act.kind() == ActKind.CONTRAST
                || act.kind() == ActKind.DROP && grammar.part(act.subject()).isPresent();
    }

    /** "Drop Ohio, Texas in its place" is one order, whose second clause says nothing by itself. */
    private static boolean swaps(DialogueAct act) {
        return act.kind() == ActKind.REPLACE
                && !act.subject().isBlank()
                && !act.other().isBlank();
    }

    private static boolean startsOver(DialogueAct act) {
        return act.kind() == ActKind.START_OVER;
    }

    /** "Scratch all that, women who do yoga": starts over with what follows. */
    private Optional<List<DialogueAct>> anew(SpokenText text) {
        Matcher pause = PAUSE.matcher(text.folded());
        for (int i = 0; i < MOST_PAUSES && pause.find(); i++) {
            boolean startsOver = grammar.read(text.part(0, pause.start()), false)
                    .filter(act -> act.kind() == ActKind.START_OVER)
                    .isPresent();
            if (startsOver) {
                SpokenText rest =
                        grammar.core(text.part(pause.end(), text.folded().length()));
                return Optional.of(List.of(new DialogueAct(ActKind.START_OVER, rest.original(), "", false)));
            }
        }
        return Optional.empty();
    }

    /** "Save it as Surf and Save" is one order; in "call it Surf and save it" each clause is one. */
    private boolean isInName(List<SpokenText> clauses) {
        return clauses.stream()
                .map(clause -> grammar.read(clause, false))
                .anyMatch(act -> act.isEmpty() || act.get().kind() == ActKind.QUESTION);
    }

    /** "Ok, save it" and "go on" are a yes only to a question; otherwise they are orders. */
    private Optional<DialogueAct> whole(SpokenText text, boolean question) {
        Optional<DialogueAct> act = grammar.read(text, question);
        Optional<DialogueAct> answer = asked ? grammar.answer(text) : Optional.empty();
        if (answer.isPresent()) {
            return answer;
        }
        if (!asked
                && act.map(DialogueAct::kind)
                        .filter(kind -> kind == ActKind.YES)
                        .isPresent()) {
            return grammar.read(grammar.core(text), question)
                    .filter(order -> order.kind() == ActKind.SAVE || order.kind() == ActKind.ACTIVATE)
                    .or(() -> act);
        }
        return act;
    }

    private Optional<List<DialogueAct>> several(List<SpokenText> clauses, boolean question) {
        List<DialogueAct> acts = new ArrayList<>();
        for (SpokenText clause : clauses) {
            if (grammar.isFiller(clause)) {
                continue;
            }
            acts.add(grammar.read(clause, question && clause == clauses.get(clauses.size() - 1))
                    .orElseGet(() ->
                            DialogueAct.of(ActKind.BRIEF, grammar.core(clause).original())));
        }
        if (acts.isEmpty()) {
            return Optional.empty();
        }
        Optional<DialogueAct> attack =
                acts.stream().filter(act -> act.kind() == ActKind.INJECTION).findFirst();
        if (attack.isPresent()) {
            return attack.map(List::of);
        }
        List<DialogueAct> matter =
                acts.stream().filter(act -> !act.kind().isTalk()).toList();
        if (matter.isEmpty()) {
            return Optional.of(List.of(acts.get(0)));
        }
        if (matter.get(0).kind() == ActKind.BRIEF && matter.stream().skip(1).allMatch(ClauseActs::isLoose)) {
            return Optional.empty();
        }
        if (isOnly(matter)) {
            return Optional.of(
                    List.of(DialogueAct.of(ActKind.ONLY, matter.get(0).subject())));
        }
        boolean described = matter.stream().allMatch(act -> act.kind().describes());
        boolean brief = matter.stream().anyMatch(act -> act.kind() == ActKind.BRIEF);
        return described && brief ? Optional.empty() : Optional.of(matter);
    }

    /** "Keep running, ditch the other two". */
    private static boolean isOnly(List<DialogueAct> acts) {
        return acts.size() == 2
                && acts.get(0).kind() == ActKind.KEEP
                && (acts.get(1).kind() == ActKind.DROP || acts.get(1).kind() == ActKind.EXCLUDE)
                && REST.matcher(SpokenText.of(acts.get(1).subject()).folded()).matches();
    }

    /** Told by a verb that descriptions have too: "people who cook and take classes". */
    private static boolean isLoose(DialogueAct act) {
        return act.kind() == ActKind.TAKE || act.kind() == ActKind.CHANGE || act.kind() == ActKind.BRIEF;
    }

    /** "Wonderful, that is very kind", "that was a mistake, go back": pieces that are all acts by themselves. */
    private Optional<List<DialogueAct>> pieces(SpokenText text) {
        List<DialogueAct> acts = new ArrayList<>();
        String[] pieces = PIECE_END.split(text.original());
        if (pieces.length == 1 || pieces.length > MOST_PIECES) {
            return Optional.empty();
        }
        for (String piece : pieces) {
            Optional<DialogueAct> act = grammar.read(SpokenText.of(piece), false);
            if (act.isEmpty() || act.get().kind() == ActKind.QUESTION) {
                return Optional.empty();
            }
            acts.add(act.get());
        }
        List<DialogueAct> matter =
                acts.stream().filter(act -> !act.kind().isShort()).toList();
        return Optional.of(matter.isEmpty() ? List.of(acts.get(0)) : matter);
    }
}
