package dev.earshot.conversation;

import dev.earshot.Refusal;
import dev.earshot.audience.Activation;
import dev.earshot.audience.Activations;
import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.audience.Estimate;
import dev.earshot.audience.Rule;
import dev.earshot.conversation.Intended.Act;
import dev.earshot.signal.Signal;
import dev.earshot.signal.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Saves and activates audiences as planners say, and never before they have said yes to exactly that. */
@Singleton
class Orders {
    private static final int LONGEST_NAME = 80;

    private final Audiences audiences;
    private final Activations activations;
    private final Ways ways;

    Orders(Audiences audiences, Activations activations, Ways ways) {
        this.audiences = audiences;
        this.activations = activations;
        this.ways = ways;
    }

    /** What was said and done. */
    record Outcome(String text, Optional<Saved> saved, Optional<Intended> intended) {
        static Outcome said(String text) {
            return new Outcome(text, Optional.empty(), Optional.empty());
        }
    }

    /** Whether a prompt is an order, or the answer to what an order was answered with. */
    static boolean concern(Turn turn) {
        String words = turn.words();
        boolean answers = turn.standing().intended().isPresent() && (Order.isYes(words) || Order.isNo(words));
        return answers || Order.of(words).isPresent();
    }

    Uni<Outcome> answer(Turn turn, Estimate size, TaxonomyIndex taxonomy) {
        String words = turn.words();
        OrderWording wording = OrderWording.in(Order.language(words));
        List<String> retired = retired(turn.draft(), taxonomy);
        if (!retired.isEmpty()) {
            return Uni.createFrom().item(Outcome.said(wording.retired(String.join(", ", retired))));
        }
        Optional<Order> order = Order.of(words);
        if (order.isEmpty()) {
            return Order.isYes(words)
                    ? execute(turn, turn.standing().intended().orElseThrow(), wording)
                    : Uni.createFrom().item(Outcome.said(wording.nothingDone()));
        }
        if (turn.draft().isEmpty()) {
            return Uni.createFrom().item(Outcome.said(wording.noDraft()));
        }
        return switch (order.get().kind()) {
            case SAVE, ACTIVATE ->
                intended(turn, order.get(), taxonomy).map(intended -> ask(intended, size.count(), wording));
            case SMALLER -> ways.smaller(turn.draft(), size, taxonomy).map(found -> told(found, true, size, wording));
            case BIGGER -> ways.bigger(turn.draft(), size, taxonomy).map(found -> told(found, false, size, wording));
        };
    }

    private Uni<Intended> intended(Turn turn, Order order, TaxonomyIndex taxonomy) {
        String name = order.name().isEmpty() ? nameOf(turn.draft(), taxonomy) : order.name();
        Act act = order.kind() == Order.Kind.SAVE && !order.thenActivate() ? Act.SAVE : Act.SAVE_AND_ACTIVATE;
        Intended fresh = new Intended(act, name, null, null);
        return turn.standing()
                .saved()
                .filter(saved -> order.name().isEmpty() || order.name().equals(saved.name()))
                .map(saved -> audiences
                        .owned(turn.owner(), saved.id())
                        .map(audience -> ofKnown(act, audience, turn.draft()))
                        .onFailure(Orders::isGone)
                        .recoverWithItem(fresh))
                .orElseGet(() -> Uni.createFrom().item(fresh));
    }

    private static Intended ofKnown(Act act, Audience audience, Rule draft) {
        boolean unchanged = audience.rule().equals(draft);
        return new Intended(
                act == Act.SAVE_AND_ACTIVATE && unchanged ? Act.ACTIVATE : act,
                audience.name(),
                audience.id(),
                audience.version());
    }

    private static Outcome ask(Intended intended, long count, OrderWording wording) {
        String question = switch (intended.act()) {
            case SAVE ->
                intended.audienceId() == null
                        ? wording.askToSave(intended.name(), count)
                        : wording.askToUpdate(intended.name(), count);
            case ACTIVATE -> wording.askToActivate(intended.name(), count);
            case SAVE_AND_ACTIVATE -> wording.askToSaveAndActivate(intended.name(), count);
        };
        return new Outcome(question, Optional.empty(), Optional.of(intended));
    }

    private static Outcome told(List<Ways.Way> found, boolean smaller, Estimate size, OrderWording wording) {
        if (found.isEmpty()) {
            return Outcome.said(wording.noWay(smaller));
        }
        String lines = found.stream().map(way -> way.in(wording, size.count())).collect(Collectors.joining("\n"));
        return Outcome.said(wording.ways(smaller, size.count()) + "\n" + lines + "\n" + wording.tellMe());
    }

    private Uni<Outcome> execute(Turn turn, Intended intended, OrderWording wording) {
        return save(turn, intended)
                .chain(audience -> intended.activates()
                        ? activate(turn, audience)
                                .map(activation -> wording.activated(audience, activation))
                                .map(text -> done(text, audience))
                        : Uni.createFrom().item(done(wording.saved(audience), audience)))
                .onFailure(Refusal.class)
                .recoverWithItem(failure -> Outcome.said(excuse(failure, intended, wording)));
    }

    private static String excuse(Refusal refusal, Intended intended, OrderWording wording) {
        return switch (refusal.kind()) {
            case UNKNOWN -> wording.gone();
            case CONFLICT -> wording.changed(intended.name());
            default -> wording.refused(refusal.getMessage());
        };
    }

    private static List<String> retired(Rule draft, TaxonomyIndex taxonomy) {
        return draft.signals()
                .filter(id -> taxonomy.find(id).isEmpty())
                .distinct()
                .toList();
    }

    /** Saying yes twice to one question, as when a reply is made anew, makes one audience, or one version of it. */
    private Uni<Audience> save(Turn turn, Intended intended) {
        if (intended.audienceId() == null) {
            Optional<String> origin = Optional.of(turn.standing().messageId());
            return audiences.make(turn.owner(), intended.name(), turn.draft(), origin);
        }
        return audiences
                .owned(turn.owner(), intended.audienceId())
                .chain(audience -> isSaved(audience, intended, turn.draft())
                        ? Uni.createFrom().item(audience)
                        : change(turn, intended));
    }

    private static boolean isSaved(Audience audience, Intended intended, Rule draft) {
        return audience.name().equals(intended.name()) && audience.rule().equals(draft);
    }

    /** The yes was to a change of what it was then; nothing that it has become since is overwritten. */
    private Uni<Audience> change(Turn turn, Intended intended) {
        return audiences.change(
                turn.owner(),
                intended.audienceId(),
                intended.name(),
                turn.draft(),
                Optional.ofNullable(intended.version()));
    }

    private Uni<Activation> activate(Turn turn, Audience audience) {
        return audience.active()
                ? activations.refresh(turn.owner(), audience.id())
                : activations.activate(turn.owner(), audience.id());
    }

    private static Outcome done(String text, Audience audience) {
        return new Outcome(text, Optional.of(new Saved(audience.id(), audience.name())), Optional.empty());
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNKNOWN;
    }

    /** The first signal of each group, which is what it was asked for by. */
    private static String nameOf(Rule draft, TaxonomyIndex taxonomy) {
        String names = draft.all().stream()
                .flatMap(group -> group.any().stream().limit(1))
                .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                .map(Signal::name)
                .collect(Collectors.joining(" + "));
        String name = names.isEmpty() ? "Audience" : names;
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
