package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.chat.Effect;
import dev.earshot.chat.PendingAction;
import dev.earshot.chat.PendingAction.Act;
import dev.earshot.chat.Regeneration;
import dev.earshot.chat.SavedAudience;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.chat.agent.answer.SignalNames;
import dev.earshot.common.ApiException;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Saves and activates audiences as planners say, and never before they have said yes to exactly that. */
@Singleton
public class CommandHandler {
    private static final int LONGEST_NAME = 80;

    private final Audiences audiences;
    private final AudienceResizer ways;
    private final CommandExecution execution;

    CommandHandler(Audiences audiences, AudienceResizer ways, CommandExecution execution) {
        this.audiences = audiences;
        this.ways = ways;
        this.execution = execution;
    }

    /** What an order is answered with: words, or an act whose outcome is then said. */
    sealed interface Reaction {}

    /** Nothing is done before this is subscribed to. */
    record Deed(Uni<Outcome> outcome) implements Reaction {}

    /** What was said and done. */
    record Outcome(String text, Optional<SavedAudience> saved, Optional<PendingAction> intended) implements Reaction {
        static Outcome of(Effect effect) {
            return new Outcome(
                    effect.text(), Optional.ofNullable(effect.metadata().audience()), Optional.empty());
        }

        static Outcome said(String text) {
            return new Outcome(text, Optional.empty(), Optional.empty());
        }
    }

    /** Whether an act is an order, or the answer to what an order was answered with. */
    static boolean concern(AgentRequest request, DialogueAct act) {
        return switch (act.kind()) {
            case YES, NO -> request.standing().intended().isPresent();
            case SAVE, RENAME, ACTIVATE, SMALLER, BIGGER -> true;
            default -> false;
        };
    }

    Uni<? extends Reaction> answer(
            AgentRequest request,
            DialogueAct order,
            Language language,
            ReplyPart.Proposal proposal,
            Estimate size,
            TaxonomyIndex taxonomy) {
        ReplyTexts texts = ReplyTexts.in(language);
        Optional<Effect> effect = request.again().flatMap(Regeneration::effect);
        if (effect.isPresent()) {
            return Uni.createFrom().item(toldAgain(effect.get(), texts));
        }
        List<String> retired = retired(request.draft(), taxonomy);
        if (!retired.isEmpty()) {
            return Uni.createFrom().item(Outcome.said(texts.text("command.retired", String.join(", ", retired))));
        }
        if (order.kind() == ActKind.YES) {
            return yes(request, request.standing().intended().orElseThrow(), language, proposal, size, taxonomy);
        }
        if (order.kind() == ActKind.NO) {
            return Uni.createFrom().item(Outcome.said(texts.text("command.no")));
        }
        if (order.kind() == ActKind.RENAME) {
            return rename(request, order.subject(), language);
        }
        if (request.draft().isEmpty()) {
            return Uni.createFrom().item(Outcome.said(texts.text("command.nodraft")));
        }
        return switch (order.kind()) {
            case SAVE, ACTIVATE ->
                intended(request, order, language, taxonomy).map(intended -> ask(intended, size.count(), texts));
            case SMALLER -> ways.smaller(request.draft(), size, taxonomy).map(found -> told(found, true, size, texts));
            default -> ways.bigger(request.draft(), size, taxonomy).map(found -> told(found, false, size, texts));
        };
    }

    private Uni<? extends Reaction> yes(
            AgentRequest request,
            PendingAction intended,
            Language language,
            ReplyPart.Proposal proposal,
            Estimate size,
            TaxonomyIndex taxonomy) {
        ReplyTexts texts = ReplyTexts.in(language);
        return request.again()
                .<Uni<? extends Reaction>>map(again -> again.newest()
                        ? askAgain(request, intended, size, taxonomy, language)
                        : Uni.createFrom().item(Outcome.said(texts.text("command.notdone"))))
                .orElseGet(
                        () -> Uni.createFrom().item(new Deed(execution.execute(request, intended, proposal, texts))));
    }

    /** To make a reply anew writes a reply and does nothing: that it was done is said once more. */
    private static Outcome toldAgain(Effect effect, ReplyTexts texts) {
        Outcome then = Outcome.of(effect);
        return new Outcome(then.text() + "\n" + texts.text("command.once"), then.saved(), Optional.empty());
    }

    /**
     * Nothing came of the yes, and nothing does when it is answered anew, which may be much later: the planner is asked
     * once more.
     */
    private Uni<Outcome> askAgain(
            AgentRequest request, PendingAction intended, Estimate size, TaxonomyIndex taxonomy, Language language) {
        if (intended.act() == Act.RENAME) {
            return rename(request, intended.name(), language);
        }
        DialogueAct order = new DialogueAct(ActKind.SAVE, intended.name(), "", intended.activates());
        return intended(request, order, language, taxonomy)
                .map(asked -> ask(asked, size.count(), ReplyTexts.in(language)));
    }

    /** A saved audience is renamed after a yes; the name of one that is not is only remembered. */
    private Uni<Outcome> rename(AgentRequest request, String name, Language language) {
        ReplyTexts texts = ReplyTexts.in(language);
        if (name.isEmpty()) {
            return Uni.createFrom().item(Outcome.said(texts.text("rename.what")));
        }
        Outcome remembered = Outcome.said(texts.text("rename.draft", name));
        return request.standing()
                .saved()
                .map(saved -> audiences
                        .owned(request.owner(), saved.id())
                        .map(audience -> askToRename(audience, name, ReplyTexts.in(language)))
                        .onFailure(CommandHandler::isGone)
                        .recoverWithItem(remembered))
                .orElseGet(() -> Uni.createFrom().item(remembered));
    }

    private static Outcome askToRename(Audience audience, String name, ReplyTexts texts) {
        PendingAction intended = new PendingAction(Act.RENAME, name, audience.id(), audience.version());
        return new Outcome(texts.text("rename.ask", audience.name(), name), Optional.empty(), Optional.of(intended));
    }

    private Uni<PendingAction> intended(
            AgentRequest request, DialogueAct order, Language language, TaxonomyIndex taxonomy) {
        String said = Optional.ofNullable(request.standing().memory().name()).orElse("");
        String name = Stream.of(order.subject(), said, nameOf(request.draft(), language, taxonomy))
                .filter(candidate -> !candidate.isEmpty())
                .findFirst()
                .orElseThrow();
        Act act = order.kind() == ActKind.SAVE && !order.thenActivate() ? Act.SAVE : Act.SAVE_AND_ACTIVATE;
        PendingAction fresh = new PendingAction(act, name, null, null);
        return request.standing()
                .saved()
                .filter(saved -> order.subject().isEmpty() || order.subject().equals(saved.name()))
                .map(saved -> audiences
                        .owned(request.owner(), saved.id())
                        .map(audience -> ofKnown(act, audience, request.draft()))
                        .onFailure(CommandHandler::isGone)
                        .recoverWithItem(fresh))
                .orElseGet(() -> Uni.createFrom().item(fresh));
    }

    private static PendingAction ofKnown(Act act, Audience audience, Rule draft) {
        boolean unchanged = audience.rule().equals(draft);
        return new PendingAction(
                act == Act.SAVE_AND_ACTIVATE && unchanged ? Act.ACTIVATE : act,
                audience.name(),
                audience.id(),
                audience.version());
    }

    private static Outcome ask(PendingAction intended, long count, ReplyTexts texts) {
        String question = switch (intended.act()) {
            case SAVE -> texts.text(intended.audienceId() == null ? "save.ask" : "update.ask", intended.name(), count);
            case ACTIVATE -> texts.text("activate.ask", intended.name(), count);
            case RENAME -> throw new IllegalStateException("Renaming is asked for with both names");
            case SAVE_AND_ACTIVATE -> texts.text("save.activate.ask", intended.name(), count);
        };
        return new Outcome(question, Optional.empty(), Optional.of(intended));
    }

    private static Outcome told(List<AudienceResizer.Way> found, boolean smaller, Estimate size, ReplyTexts texts) {
        String direction = smaller ? "smaller" : "bigger";
        if (found.isEmpty()) {
            return Outcome.said(texts.text(direction + ".nothing"));
        }
        String lines = found.stream().map(way -> way.in(texts, size.count())).collect(Collectors.joining("\n"));
        return Outcome.said(texts.text(direction, size.count()) + "\n" + lines + "\n" + texts.text("resize.ask"));
    }

    private static List<String> retired(Rule draft, TaxonomyIndex taxonomy) {
        return draft.signals()
                .filter(id -> taxonomy.find(id).isEmpty())
                .distinct()
                .toList();
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.kind() == ApiException.Kind.UNKNOWN;
    }

    /** The first signal of each group, which is what it was asked for by. */
    private static String nameOf(Rule draft, Language language, TaxonomyIndex taxonomy) {
        String names = new SignalNames(taxonomy, language).of(draft);
        String name = names.isEmpty() ? ReplyTexts.in(language).text("command.name") : names;
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
