package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.ShutdownPhase;
import dev.earshot.chat.agent.Agent;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.signal.SignalReach;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Answers by matching prompts against the taxonomy: no model, no key, the same answer every time. */
@Singleton
@Typed(RulesAgent.class)
public class RulesAgent implements Agent {
    private final SignalTaxonomy taxonomy;
    private final SignalReach reach;
    private final AudienceSizer estimates;
    private final CommandHandler orders;
    private final ChatConfig config;
    private final ShutdownPhase farewell;

    RulesAgent(
            SignalTaxonomy taxonomy,
            SignalReach reach,
            AudienceSizer estimates,
            CommandHandler orders,
            ChatConfig config,
            ShutdownPhase farewell) {
        this.taxonomy = taxonomy;
        this.reach = reach;
        this.estimates = estimates;
        this.orders = orders;
        this.config = config;
        this.farewell = farewell;
    }

    private record Said(String text, ReplyPart.Proposal proposal) {}

    @Override
    public Multi<ReplyPart> answer(AgentRequest turn) {
        return index().onItem()
                .transformToMulti(index -> CommandHandler.concern(turn) ? obey(turn, index) : draft(turn, index));
    }

    /** The same, saying first that the model should have answered. */
    public Multi<ReplyPart> answerInPlaceOfModel(AgentRequest turn) {
        return index().onItem()
                .transformToMulti(index -> drafted(turn, index)
                        .map(said -> new Said(excuse(turn, index) + said.text(), said.proposal()))
                        .onItem()
                        .transformToMulti(said -> parts(turn, said)));
    }

    private static String excuse(AgentRequest turn, TaxonomyIndex index) {
        return Wording.in(SignalMatcher.of(index).match(turn.words()).language())
                .modelFailed();
    }

    /** Matching costs some milliseconds of a processor: on a worker, not on an event loop. */
    private Uni<TaxonomyIndex> index() {
        return taxonomy.index().emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Multi<ReplyPart> draft(AgentRequest turn, TaxonomyIndex index) {
        return drafted(turn, index).onItem().transformToMulti(said -> parts(turn, said));
    }

    private Uni<Said> drafted(AgentRequest turn, TaxonomyIndex index) {
        String words = turn.words();
        NonBuyers unbought = NonBuyers.in(words);
        MatchResult match = SignalMatcher.of(index).match(unbought.rest());
        DraftCommand wish = DraftCommand.of(words);
        DraftEditor drafting = new DraftEditor(index, turn.draft(), unbought.rest(), wish);
        Rule draft = drafting.apply(match, unbought.excluded(index, match));
        Wording wording = Wording.in(match.language());
        String before =
                DraftEditor.retired(turn.draft(), index, wording) + (drafting.isFull() ? wording.full() + "\n" : "");
        return proposed(index, draft, match, wish)
                .map(made -> new Said(
                        before + new DraftAnswer(index, wording).text(made.proposal(), made.size(), match, wish),
                        made.proposal()));
    }

    /** The draft stays as it is, as far as it can be: an order's words are not about whom to reach. */
    private Multi<ReplyPart> obey(AgentRequest turn, TaxonomyIndex index) {
        MatchResult nothing = new MatchResult(Command.language(turn.words()), List.of());
        return proposed(index, DraftEditor.known(turn.draft(), index), nothing, DraftCommand.CONFIRM)
                .onItem()
                .transformToMulti(made -> orders.answer(turn, made.proposal(), made.size(), index)
                        .onItem()
                        .transformToMulti(reaction -> parts(turn, reaction, made.proposal())));
    }

    /** What was done is said in one piece, so that there is no moment in which it is done and half said. */
    private Multi<ReplyPart> parts(AgentRequest turn, CommandHandler.Reaction reaction, ReplyPart.Proposal proposal) {
        if (reaction instanceof CommandHandler.Deed deed) {
            return Multi.createFrom()
                    .item(new ReplyPart.Act(deed.outcome()
                            .map(outcome -> List.of(
                                    new ReplyPart.Text(outcome.text()),
                                    proposal.after(outcome.saved(), outcome.intended())))));
        }
        CommandHandler.Outcome outcome = (CommandHandler.Outcome) reaction;
        return parts(turn, new Said(outcome.text(), proposal.after(outcome.saved(), outcome.intended())));
    }

    private record Made(ReplyPart.Proposal proposal, Estimate size) {}

    private Uni<Made> proposed(TaxonomyIndex index, Rule draft, MatchResult match, DraftCommand wish) {
        Map<Signal, String> reasons = SignalProposals.reasons(index, draft, match, Wording.in(match.language()));
        return reach.of(reasons.keySet().stream().map(Signal::id).toList())
                .chain(counts -> estimates
                        .of(draft)
                        .map(size ->
                                new Made(SignalProposals.proposal(reasons, counts, draft, size, match, wish), size)));
    }

    private Multi<ReplyPart> parts(AgentRequest turn, Said said) {
        Duration pause = turn.watched() ? config.wordEvery() : Duration.ZERO;
        Multi<ReplyPart> words =
                WordByWord.of(said.text(), pause, farewell::hasBegun).map(ReplyPart.Text::new);
        return Multi.createBy()
                .concatenating()
                .streams(words, Multi.createFrom().item(said.proposal()));
    }
}
