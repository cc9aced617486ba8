package dev.earshot.chat.agent.act;

import dev.earshot.chat.agent.act.Asides.Piece;
import dev.earshot.chat.agent.act.Asides.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the acts of a prompt with what is said beside them taken off. */
final class AsideActs {
    /** Told by words that reasons have too: "they're out of stock". */
    private static final Set<ActKind> LOOSE = EnumSet.of(
            ActKind.BRIEF,
            ActKind.CHANGE,
            ActKind.DROP,
            ActKind.EXCLUDE,
            ActKind.ADD,
            ActKind.ONLY,
            ActKind.REPLACE,
            ActKind.CONTRAST,
            ActKind.KEEP,
            ActKind.TAKE,
            ActKind.OFF_TOPIC,
            ActKind.PRAISE,
            ActKind.THANKS,
            ActKind.AND_FOR,
            ActKind.QUESTION);

    private static final Set<ActKind> UNCLEAR = EnumSet.of(ActKind.BRIEF, ActKind.AND_FOR);
    private static final Set<Role> SURE = EnumSet.of(Role.ASIDE);
    private static final Set<Role> SAID = EnumSet.of(Role.WISH, Role.SAID);
    private static final Set<Role> SPOKEN = EnumSet.of(Role.MATTER, Role.WISH, Role.SAID, Role.MENTION);
    /** Of so many words, what an order points at may stand before it: "students" – "leave out". */
    private static final int BARE = 3;

    private static final Pattern NAME = Pattern.compile("\\b(?:name|title|isim|ismi|adi)\\b");

    private final ActGrammar grammar;
    private final Function<String, Optional<List<DialogueAct>>> reader;

    /** @param reader reads a text as if all of it were said for itself */
    AsideActs(ActGrammar grammar, Function<String, Optional<List<DialogueAct>>> reader) {
        this.grammar = grammar;
        this.reader = reader;
    }

    /** What is done beside the asides; empty where there are none, or nothing is done beside them. */
    Optional<List<DialogueAct>> in(String prompt) {
        List<Piece> pieces = grammar.asides().pieces(SpokenText.of(prompt), grammar::core).stream()
                .map(this::withoutOrders)
                .toList();
        if (pieces.stream().allMatch(piece -> piece.role() == Role.MATTER)) {
            return Optional.empty();
        }
        boolean asks = prompt.strip().endsWith("?");
        String matter = joined(pieces, piece -> piece.role() == Role.MATTER, asks);
        String wished = joined(pieces, piece -> SPOKEN.contains(piece.role()), asks);
        if (wished.isEmpty()) {
            return alone(prompt, pieces);
        }
        boolean said = pieces.stream().anyMatch(piece -> SAID.contains(piece.role()));
        boolean wants = pieces.stream().anyMatch(piece -> piece.kind() == ActKind.ADD);
        Optional<List<DialogueAct>> acts = pointed(matter, pieces)
                .or(() -> beside(matter, pieces))
                .or(() -> wishes(matter, pieces))
                .or(() -> read(wished))
                .or(() -> read(matter).filter(orders -> !said && !wants))
                .or(() -> asides(matter, pieces));
        if (pieces.stream().anyMatch(AsideActs::isAboutName)) {
            acts = acts.map(orders -> orders.stream().map(AsideActs::named).toList());
        }
        Optional<List<DialogueAct>> done = acts;
        return done.filter(each -> isCourtesy(each) && !isAnswer(each))
                .flatMap(courtesy -> read(prompt).filter(AsideActs::isCourtesy))
                .or(() -> done);
    }

    /** "The client hates the name": what it should be instead is a name, too. */
    private static boolean isAboutName(Piece piece) {
        return piece.role() != Role.MATTER
                && NAME.matcher(piece.said().folded()).find();
    }

    private static DialogueAct named(DialogueAct act) {
        boolean renames = act.kind() == ActKind.CHANGE || act.kind() == ActKind.REPLACE;
        return renames ? act.as(ActKind.RENAME) : act;
    }

    /** What looks like a reason may be an order: "it's too big". */
    private Piece withoutOrders(Piece piece) {
        boolean open = piece.role() == Role.REASON || piece.role() == Role.MENTION;
        boolean order = open
                && grammar.read(piece.said(), false)
                        .filter(act -> !LOOSE.contains(act.kind()))
                        .isPresent();
        return order
                ? new Piece(
                        Role.MATTER, piece.said(), piece.before(), piece.said().original(), "", piece.kind())
                : piece;
    }

    private Optional<List<DialogueAct>> read(String text) {
        return text.isEmpty() ? Optional.empty() : reader.apply(text).filter(AsideActs::isClear);
    }

    private static boolean isAnswer(List<DialogueAct> acts) {
        return acts.stream().map(DialogueAct::kind).anyMatch(kind -> kind == ActKind.YES || kind == ActKind.NO);
    }

    private static boolean isCourtesy(List<DialogueAct> acts) {
        return acts.stream().map(DialogueAct::kind).allMatch(ActKind::isShort);
    }

    private static boolean isClear(List<DialogueAct> acts) {
        return acts.stream().map(DialogueAct::kind).noneMatch(UNCLEAR::contains);
    }

    /** A prompt of nothing else: what it does as a whole, or what such an aside does. */
    private Optional<List<DialogueAct>> alone(String prompt, List<Piece> pieces) {
        boolean sure = pieces.stream().allMatch(piece -> SURE.contains(piece.role()));
        Optional<List<DialogueAct>> whole = read(prompt)
                .filter(acts -> !sure
                        || acts.stream()
                                .map(DialogueAct::kind)
                                .noneMatch(kind -> kind.isEdit() && LOOSE.contains(kind)));
        boolean waits = pieces.stream().anyMatch(piece -> piece.kind() == ActKind.NOT_YET);
        return whole.isPresent() ? whole : sure || waits ? asides(pieces) : Optional.empty();
    }

    private static Optional<List<DialogueAct>> asides(List<Piece> pieces) {
        return pieces.stream()
                .filter(piece -> SURE.contains(piece.role()))
                .map(Piece::kind)
                .min((one, other) -> Boolean.compare(other == ActKind.NOT_YET, one == ActKind.NOT_YET))
                .map(kind -> List.of(DialogueAct.of(kind, "")));
    }

    /** "Legal says we can't have minors, exclude them": what the order points at stands beside it. */
    private Optional<List<DialogueAct>> pointed(String matter, List<Piece> pieces) {
        Optional<Piece> mentioned = pieces.stream()
                .filter(piece -> piece.role() == Role.MENTION || piece.role() == Role.WISH)
                .findFirst();
        if (mentioned.isEmpty() || matter.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<DialogueAct>> acts = read(matter);
        boolean points = acts.isPresent()
                && acts.get().stream().anyMatch(act -> act.kind().isAbout() && grammar.isPronoun(act.subject()));
        if (points) {
            return acts.map(pointing -> pointing.stream()
                    .map(act -> act.kind().isAbout() && grammar.isPronoun(act.subject())
                            ? about(act, mentioned.get())
                            : act)
                    .toList());
        }
        boolean bare = acts.isEmpty() && SpokenText.of(matter).words().size() <= BARE;
        return bare
                ? read(mentioned.get().mentioned() + " " + matter)
                        .map(whole -> whole.stream()
                                .map(act -> isWanted(act, mentioned.get()) ? act.as(ActKind.ADD) : act)
                                .toList())
                : Optional.empty();
    }

    /** "I want the skiers, don't exclude them" adds them. */
    private static DialogueAct about(DialogueAct act, Piece mentioned) {
        return new DialogueAct(
                isWanted(act, mentioned) ? ActKind.ADD : act.kind(),
                mentioned.mentioned(),
                act.other(),
                act.thenActivate());
    }

    private static boolean isWanted(DialogueAct act, Piece mentioned) {
        return act.kind() == ActKind.KEEP && mentioned.kind() == ActKind.ADD;
    }

    /** "My colleague said you count people, how does that work?" */
    private Optional<List<DialogueAct>> beside(String matter, List<Piece> pieces) {
        boolean onlySaid =
                pieces.stream().noneMatch(piece -> piece.role() == Role.WISH || piece.role() == Role.MENTION);
        return onlySaid ? read(matter).filter(acts -> !isConsent(acts)) : Optional.empty();
    }

    /** "My boss says we should add nurses, please do that": a yes to what somebody else said. */
    private static boolean isConsent(List<DialogueAct> acts) {
        return acts.stream().map(DialogueAct::kind).allMatch(kind -> kind == ActKind.YES);
    }

    /** "Drop the students, the client wants nurses": an order and what is wished. */
    private Optional<List<DialogueAct>> wishes(String matter, List<Piece> pieces) {
        List<Piece> wished =
                pieces.stream().filter(piece -> piece.role() == Role.WISH).toList();
        Optional<List<DialogueAct>> ordered = wished.isEmpty() ? Optional.empty() : read(matter);
        return ordered.map(orders -> Stream.concat(
                        orders.stream(),
                        wished.stream()
                                .flatMap(wish -> read(wish.matter())
                                        .orElseGet(() -> List.of(DialogueAct.of(ActKind.ADD, wish.mentioned())))
                                        .stream()))
                .toList());
    }

    /** "Hang on, the client's calling", "sorry, my dog ate my notes". */
    private Optional<List<DialogueAct>> asides(String matter, List<Piece> pieces) {
        boolean told =
                pieces.stream().map(Piece::kind).anyMatch(kind -> kind == ActKind.NOT_YET || kind == ActKind.OFF_TOPIC);
        return told && !matter.isBlank() && grammar.isFiller(SpokenText.of(matter)) ? asides(pieces) : Optional.empty();
    }

    private static String joined(List<Piece> pieces, Predicate<Piece> kept, boolean asks) {
        StringBuilder text = new StringBuilder();
        Piece last = null;
        for (Piece piece : pieces) {
            if (kept.test(piece)) {
                text.append(text.isEmpty() ? "" : piece.before()).append(piece.matter());
                last = piece;
            }
        }
        boolean asked = asks && last == pieces.get(pieces.size() - 1);
        return text + (asked ? "?" : "");
    }
}
