package dev.earshot.chat.agent.act;

import dev.earshot.chat.agent.act.WordBag.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What planners say beside an order: who wants it, why, that they are sorry or have to wait. Each is told by its shape,
 * not by its words, so that one list serves all acts.
 */
final class Asides {
    /** A text of more pieces is a list. */
    private static final int MOST_PIECES = 8;

    /** What a piece of a prompt is to the rest of it. */
    enum Role {
        /** The order itself, or a description. */
        MATTER,
        /** Of words that describe no one: "the client's happy". */
        ASIDE,
        /** With words of any kind, so that it is one only beside an order: "they've got their own plan". */
        REASON,
        /** What somebody else wants, as an order: "the client only wants nurses" is "only nurses". */
        WISH,
        /** Likewise, but what is said besides counts more: "my colleague said you count people, how does that work?" */
        SAID,
        /** What the order after it points at: "the second one's wrong, drop it". */
        MENTION
    }

    /**
     * @param before what stands between it and the piece before
     * @param matter what it says, without what makes it an aside
     * @param mentioned what it is about, if it is about something
     * @param kind what it does where nothing else is said
     */
    record Piece(Role role, SpokenText said, String before, String matter, String mentioned, ActKind kind) {
        /** The same with its fillers. */
        Piece at(SpokenText all, String joint) {
            return new Piece(role, all, joint, role == Role.MATTER ? all.original() : matter, mentioned, kind);
        }
    }

    private record Shape(Role role, String template, ActForm form) {}

    private final List<Shape> shapes = new ArrayList<>();
    private Pattern joint;

    /** @param pattern what stands between pieces */
    void joinedBy(String pattern) {
        joint = Pattern.compile(pattern);
    }

    /** "NOT_YET = lists / lists": words that are an aside in any order. */
    void addBag(String bag, Map<String, WordList> lists) {
        shapes.add(new Shape(Role.ASIDE, "$x", WordBag.parse(bag, lists)));
    }

    /** Whether the key of an entry is that of an aside; then it is added. */
    boolean add(String key, String patterns) {
        String[] parts = key.split(" ", 2);
        String template = parts.length > 1 ? parts[1] : "$x";
        Optional<Role> role = Stream.of(Role.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(parts[0]))
                .findFirst();
        role.ifPresent(named -> {
            ActKind kind = isKind(template) ? ActKind.valueOf(template) : ActKind.BRIEF;
            ActPattern.of(kind, patterns).forEach(form -> shapes.add(new Shape(named, template, form)));
        });
        return role.isPresent();
    }

    private static boolean isKind(String template) {
        return Character.isUpperCase(template.charAt(0));
    }

    /**
     * The pieces of a text in their order; one where it has no joints.
     *
     * @param core takes fillers off
     */
    List<Piece> pieces(SpokenText text, UnaryOperator<SpokenText> core) {
        List<Piece> pieces = new ArrayList<>();
        Matcher joints = joint.matcher(text.folded());
        int from = 0;
        String before = "";
        while (joints.find() && pieces.size() < MOST_PIECES) {
            add(pieces, text.part(from, joints.start()), before, core);
            before = joints.group();
            from = joints.end();
        }
        add(pieces, text.part(from, text.folded().length()), before, core);
        return pieces.stream().filter(piece -> !piece.said().isEmpty()).toList();
    }

    /** "No, the client hates it" without its pause is two pieces: what is a filler elsewhere is an answer here. */
    private void add(List<Piece> pieces, SpokenText said, String before, UnaryOperator<SpokenText> core) {
        Piece whole = piece(said, before);
        SpokenText rest = core.apply(said);
        int from = said.folded().indexOf(rest.folded());
        Piece inner = from > 0 && whole.role() != Role.ASIDE ? piece(rest, " ") : whole;
        if (inner != whole && inner.role() == Role.ASIDE) {
            SpokenText filler = said.part(0, from);
            pieces.add(new Piece(Role.MATTER, filler, before, filler.original(), "", ActKind.BRIEF));
            pieces.add(inner);
        } else {
            boolean loose = whole.role() == Role.MATTER || whole.role() == Role.REASON && inner.role() != Role.MATTER;
            pieces.add(loose ? inner.at(said, before) : whole);
        }
    }

    private Piece piece(SpokenText said, String before) {
        for (Shape shape : shapes) {
            Optional<DialogueAct> read = shape.form().read(said);
            if (read.isPresent()) {
                boolean rewritten = shape.role() == Role.WISH || shape.role() == Role.SAID;
                String matter =
                        rewritten ? shape.template().replace("$x", read.get().subject()) : said.original();
                return new Piece(
                        shape.role(),
                        said,
                        before,
                        matter,
                        read.get().subject(),
                        shape.form().kind());
            }
        }
        return new Piece(Role.MATTER, said, before, said.original(), "", ActKind.BRIEF);
    }
}
