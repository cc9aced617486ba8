package dev.earshot.conversation;

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
import java.util.Map;

/** Answers by matching prompts against the taxonomy: no model, no key, the same answer every time. */
@Singleton
@Typed(RulesAgent.class)
class RulesAgent implements Agent {
    private final Taxonomy taxonomy;
    private final Reach reach;
    private final Estimates estimates;
    private final ChatConfig config;
    private final Farewell farewell;

    RulesAgent(Taxonomy taxonomy, Reach reach, Estimates estimates, ChatConfig config, Farewell farewell) {
        this.taxonomy = taxonomy;
        this.reach = reach;
        this.estimates = estimates;
        this.config = config;
        this.farewell = farewell;
    }

    private record Said(String text, Part.Proposal proposal) {}

    @Override
    public Multi<Part> answer(Turn turn) {
        return reply(turn).onItem().transformToMulti(said -> parts(turn, said));
    }

    /** The same, saying first that the model should have answered. */
    Multi<Part> answerInPlaceOfModel(Turn turn) {
        return taxonomy.index()
                .map(index -> Wording.in(index.match(turn.prompt()).language()).modelFailed())
                .chain(excuse -> reply(turn).map(said -> new Said(excuse + said.text(), said.proposal())))
                .onItem()
                .transformToMulti(said -> parts(turn, said));
    }

    /** Matching costs some milliseconds of a processor: on a worker, not on an event loop. */
    private Uni<Said> reply(Turn turn) {
        return taxonomy.index().emitOn(Infrastructure.getDefaultWorkerPool()).chain(index -> reply(turn, index));
    }

    private Uni<Said> reply(Turn turn, TaxonomyIndex index) {
        Match match = index.match(turn.prompt());
        Wish wish = Wish.of(turn.prompt());
        Wording wording = Wording.in(match.language());
        Rule draft = new Drafting(index, turn.draft(), turn.prompt(), wish).apply(match);
        Map<Signal, String> reasons = Proposing.reasons(index, draft, match, wording);
        return reach.of(reasons.keySet().stream().map(Signal::id).toList())
                .chain(counts -> estimates.of(draft).map(size -> {
                    Part.Proposal proposal = Proposing.proposal(reasons, counts, draft, size, match, wish);
                    return new Said(new Answer(index, wording).text(proposal, size, match, wish), proposal);
                }));
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
