package dev.earshot.conversation;

import dev.earshot.audience.Estimate;
import dev.earshot.audience.Estimates;
import dev.earshot.audience.Rule;
import dev.earshot.signal.Match;
import dev.earshot.signal.Reach;
import dev.earshot.signal.Signal;
import dev.earshot.signal.Taxonomy;
import dev.earshot.signal.TaxonomyIndex;
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
class RulesAgent implements Agent {
    private final Taxonomy taxonomy;
    private final Reach reach;
    private final Estimates estimates;
    private final Orders orders;
    private final ChatConfig config;
    private final Farewell farewell;

    RulesAgent(
            Taxonomy taxonomy, Reach reach, Estimates estimates, Orders orders, ChatConfig config, Farewell farewell) {
        this.taxonomy = taxonomy;
        this.reach = reach;
        this.estimates = estimates;
        this.orders = orders;
        this.config = config;
        this.farewell = farewell;
    }

    private record Said(String text, Part.Proposal proposal) {}

    @Override
    public Multi<Part> answer(Turn turn) {
        return index().onItem()
                .transformToMulti(index -> Orders.concern(turn) ? obey(turn, index) : draft(turn, index));
    }

    /** The same, saying first that the model should have answered. */
    Multi<Part> answerInPlaceOfModel(Turn turn) {
        return index().onItem()
                .transformToMulti(index -> drafted(turn, index)
                        .map(said -> new Said(excuse(turn, index) + said.text(), said.proposal()))
                        .onItem()
                        .transformToMulti(said -> parts(turn, said)));
    }

    private static String excuse(Turn turn, TaxonomyIndex index) {
        return Wording.in(index.match(turn.words()).language()).modelFailed();
    }

    /** Matching costs some milliseconds of a processor: on a worker, not on an event loop. */
    private Uni<TaxonomyIndex> index() {
        return taxonomy.index().emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Multi<Part> draft(Turn turn, TaxonomyIndex index) {
        return drafted(turn, index).onItem().transformToMulti(said -> parts(turn, said));
    }

    private Uni<Said> drafted(Turn turn, TaxonomyIndex index) {
        String words = turn.words();
        Unbought unbought = Unbought.in(words);
        Match match = index.match(unbought.rest());
        Wish wish = Wish.of(words);
        Drafting drafting = new Drafting(index, turn.draft(), unbought.rest(), wish);
        Rule draft = drafting.apply(match, unbought.excluded(index, match));
        Wording wording = Wording.in(match.language());
        String before =
                Drafting.retired(turn.draft(), index, wording) + (drafting.isFull() ? wording.full() + "\n" : "");
        return proposed(index, draft, match, wish)
                .map(made -> new Said(
                        before + new Answer(index, wording).text(made.proposal(), made.size(), match, wish),
                        made.proposal()));
    }

    /** The draft stays as it is, as far as it can be: an order's words are not about whom to reach. */
    private Multi<Part> obey(Turn turn, TaxonomyIndex index) {
        Match nothing = new Match(Order.language(turn.words()), List.of());
        return proposed(index, Drafting.known(turn.draft(), index), nothing, Wish.CONFIRM)
                .onItem()
                .transformToMulti(made -> orders.answer(turn, made.proposal(), made.size(), index)
                        .onItem()
                        .transformToMulti(reaction -> parts(turn, reaction, made.proposal())));
    }

    /** What was done is said in one piece, so that there is no moment in which it is done and half said. */
    private Multi<Part> parts(Turn turn, Orders.Reaction reaction, Part.Proposal proposal) {
        if (reaction instanceof Orders.Deed deed) {
            return Multi.createFrom()
                    .item(new Part.Act(deed.outcome()
                            .map(outcome -> List.of(new Part.Text(outcome.text()), proposal.after(outcome)))));
        }
        Orders.Outcome outcome = (Orders.Outcome) reaction;
        return parts(turn, new Said(outcome.text(), proposal.after(outcome)));
    }

    private record Made(Part.Proposal proposal, Estimate size) {}

    private Uni<Made> proposed(TaxonomyIndex index, Rule draft, Match match, Wish wish) {
        Map<Signal, String> reasons = Proposing.reasons(index, draft, match, Wording.in(match.language()));
        return reach.of(reasons.keySet().stream().map(Signal::id).toList())
                .chain(counts -> estimates
                        .of(draft)
                        .map(size -> new Made(Proposing.proposal(reasons, counts, draft, size, match, wish), size)));
    }

    private Multi<Part> parts(Turn turn, Said said) {
        Duration pause = turn.watched() ? config.wordEvery() : Duration.ZERO;
        Multi<Part> words =
                WordByWord.of(said.text(), pause, farewell::hasBegun).map(Part.Text::new);
        return Multi.createBy()
                .concatenating()
                .streams(words, Multi.createFrom().item(said.proposal()));
    }
}
