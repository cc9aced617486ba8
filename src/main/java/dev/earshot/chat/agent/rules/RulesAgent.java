package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.ShutdownPhase;
import dev.earshot.chat.agent.Agent;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.answer.DialogueAnswer;
import dev.earshot.chat.agent.answer.DialogueAnswers;
import dev.earshot.chat.agent.answer.DialogueQuestion;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers by what a prompt does and by matching it against the taxonomy: no model, no key, the same answer every time.
 */
@Singleton
@Typed(RulesAgent.class)
public class RulesAgent implements Agent {
    private final SignalTaxonomy taxonomy;
    private final DraftProposals proposals;
    private final CommandHandler orders;
    private final DialogueAnswers answers;
    private final ChatConfig config;
    private final ShutdownPhase shutdown;

    RulesAgent(
            SignalTaxonomy taxonomy,
            DraftProposals proposals,
            CommandHandler orders,
            DialogueAnswers answers,
            ChatConfig config,
            ShutdownPhase shutdown) {
        this.taxonomy = taxonomy;
        this.proposals = proposals;
        this.orders = orders;
        this.answers = answers;
        this.config = config;
        this.shutdown = shutdown;
    }

    private record Said(String text, ReplyPart.Proposal proposal) {}

    /** Reading and matching cost some milliseconds of a processor: on a worker, not on an event loop. */
    public static Uni<PromptReading> read(AgentRequest turn) {
        return Uni.createFrom()
                .item(() -> PromptReading.of(turn))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public Multi<ReplyPart> answer(AgentRequest turn) {
        return read(turn).onItem().transformToMulti(reading -> answer(turn, reading));
    }

    /** Answers a prompt that has been read. */
    public Multi<ReplyPart> answer(AgentRequest turn, PromptReading reading) {
        return index().onItem().transformToMulti(index -> answer(turn, reading, index));
    }

    private Multi<ReplyPart> answer(AgentRequest turn, PromptReading reading, TaxonomyIndex index) {
        if (reading.unsupported().isPresent()) {
            return said(turn, reading, index, regret(reading.unsupported().get()), reading.memory());
        }
        if (reading.chosen().isPresent()) {
            return chosen(turn, reading, index, reading.chosen().get());
        }
        if (reading.edits()) {
            return revised(turn, reading, index);
        }
        if (reading.last().kind() == ActKind.QUESTION) {
            Optional<PromptReading> guessed = reading.guessed(turn).filter(PromptReading::asks);
            if (guessed.isPresent()) {
                return talk(turn, guessed.get(), index);
            }
        }
        return CommandHandler.concern(turn, reading.last()) ? obey(turn, reading, index) : talk(turn, reading, index);
    }

    private static String regret(UnsupportedLanguage language) {
        return ReplyTexts.in(Language.EN).text("unsupported", language.name(), language.ownName(), language.regret());
    }

    /** The same, saying first that the model should have answered. */
    public Multi<ReplyPart> answerInPlaceOfModel(AgentRequest turn, PromptReading reading) {
        String excuse = ReplyTexts.in(reading.language()).text("model.failed") + "\n\n";
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(new ReplyPart.Text(excuse)), answer(turn, reading));
    }

    private Uni<TaxonomyIndex> index() {
        return taxonomy.index().emitOn(Infrastructure.getDefaultWorkerPool());
    }

    /** The answer to a question with several answers. */
    private Multi<ReplyPart> chosen(
            AgentRequest turn, PromptReading reading, TaxonomyIndex index, ChoiceReader.Chosen chosen) {
        String word = turn.standing().memory().choice().about();
        if (chosen.draft().isEmpty()) {
            return said(
                    turn,
                    reading,
                    index,
                    ReplyTexts.in(reading.language()).text("choice.none", word),
                    reading.memory());
        }
        Rule draft = DraftEditor.known(chosen.draft().get(), index);
        return proposals
                .of(turn, index, draft, new MatchResult(reading.language(), List.of()), reading.language())
                .map(made -> new Said(
                        new DraftAnswer(index, reading.language()).text(made.proposal(), made.size()),
                        made.proposal().remembering(reading.memory().changed(turn.draft(), draft))))
                .onItem()
                .transformToMulti(said -> parts(turn, said));
    }

    /** Changes the draft, and then does what the prompt orders besides. */
    private Multi<ReplyPart> revised(AgentRequest turn, PromptReading reading, TaxonomyIndex index) {
        Rule known = DraftEditor.known(turn.draft(), index);
        DialogueMemory memory = reading.memory();
        if (reading.last().kind() == ActKind.UNDO) {
            return undone(turn, reading, index);
        }
        DraftRevision revision = new DraftRevision(index, reading.language(), known, memory);
        reading.acts().stream().filter(act -> act.kind().isEdit()).forEach(revision::apply);
        if (CommandHandler.concern(turn, reading.last())) {
            return obey(turn.on(revision.draft()), reading, index);
        }
        if (!reading.last().kind().isEdit() && revision.isIdle()) {
            return talk(turn, reading, index);
        }
        Optional<DialogueAct> named = ProposedName.in(turn, reading, revision);
        if (named.isPresent()) {
            return obey(turn, reading.with(named.get()), index);
        }
        if (revision.isUnread()) {
            Optional<PromptReading> guessed = reading.guessed(turn);
            if (guessed.isPresent()) {
                return answer(turn, guessed.get(), index);
            }
        }
        return drafted(turn, reading, index, revision).onItem().transformToMulti(said -> parts(turn, said));
    }

    private Uni<Said> drafted(AgentRequest turn, PromptReading reading, TaxonomyIndex index, DraftRevision revision) {
        Language language = reading.language();
        String before = DraftEditor.retired(turn.draft(), index, language)
                + (revision.isFull() ? full(language) + "\n" : "")
                + revision.notes().stream().map(note -> note + "\n").collect(Collectors.joining());
        MatchResult match = revision.match().orElse(new MatchResult(language, List.of()));
        boolean described = revision.match().isPresent();
        return proposals.of(turn, index, revision.draft(), match, language).map(made -> {
            DraftAnswer answer = new DraftAnswer(index, language, revision.choice());
            String text = described
                    ? answer.text(made.proposal(), made.size(), match, reading.describes())
                    : answer.text(made.proposal(), made.size());
            DialogueMemory memory = reading.memory()
                    .changed(turn.draft(), revision.draft())
                    .choosing(revision.choice().orElse(null));
            boolean anew = reading.has(ActKind.START_OVER);
            return new Said(before + text, made.proposal().remembering(anew ? memory.named(null) : memory));
        });
    }

    /** Not all that was asked for fits into one rule. */
    private static String full(Language language) {
        return ReplyTexts.in(language).text("draft.full", Rule.MOST_GROUPS, Rule.MOST_CRITERIA);
    }

    private Multi<ReplyPart> undone(AgentRequest turn, PromptReading reading, TaxonomyIndex index) {
        DialogueMemory memory = reading.memory();
        ReplyTexts texts = ReplyTexts.in(reading.language());
        int steps = reading.steps();
        if (memory.before().isEmpty()) {
            return said(turn, reading, index, texts.text("undo.nothing"), memory);
        }
        Rule draft = DraftEditor.known(
                memory.before().get(Math.min(steps, memory.before().size()) - 1), index);
        return proposals
                .of(turn, index, draft, new MatchResult(reading.language(), List.of()), reading.language())
                .onItem()
                .transformToMulti(made -> parts(
                        turn,
                        new Said(
                                texts.text("undone") + "\n"
                                        + new DraftAnswer(index, reading.language()).text(made.proposal(), made.size()),
                                made.proposal().remembering(memory.undone(steps)))));
    }

    /** The draft stays as it is: courtesies, questions, and all that an agent for audiences isn't for. */
    private Multi<ReplyPart> talk(AgentRequest turn, PromptReading reading, TaxonomyIndex index) {
        Rule draft = DraftEditor.known(turn.draft(), index);
        DialogueQuestion asked =
                new DialogueQuestion(turn, reading.last(), reading.language(), draft, reading.memory(), index);
        if (reading.last().kind() == ActKind.SHOW && !draft.isEmpty()) {
            return proposals
                    .of(turn, index, draft, new MatchResult(reading.language(), List.of()), reading.language())
                    .onItem()
                    .transformToMulti(made -> said(
                            turn,
                            reading,
                            index,
                            new DraftAnswer(index, reading.language()).text(made.proposal(), made.size()),
                            reading.memory()));
        }
        return answers.answer(asked)
                .onItem()
                .transformToMulti(
                        (DialogueAnswer answer) -> said(turn, reading, index, answer.text(), answer.memory()));
    }

    private Multi<ReplyPart> said(
            AgentRequest turn, PromptReading reading, TaxonomyIndex index, String text, DialogueMemory memory) {
        String retired = DraftEditor.retired(turn.draft(), index, reading.language());
        return proposals
                .unchanged(turn, index, reading.language())
                .onItem()
                .transformToMulti(made -> parts(
                        turn,
                        new Said(
                                retired + text,
                                made.proposal()
                                        .remembering(memory.changed(
                                                turn.draft(), made.proposal().draft())))));
    }

    /** The draft stays as it is, as far as it can be: an order's words are not about whom to reach. */
    private Multi<ReplyPart> obey(AgentRequest turn, PromptReading reading, TaxonomyIndex index) {
        DialogueAct order = reading.last();
        boolean names = order.kind() == ActKind.SAVE || order.kind() == ActKind.RENAME;
        return proposals
                .unchanged(turn, index, reading.language())
                .map(made -> new DraftProposals.Made(
                        made.proposal()
                                .remembering(
                                        names && !order.subject().isEmpty()
                                                ? reading.memory().named(order.subject())
                                                : reading.memory()),
                        made.size()))
                .onItem()
                .transformToMulti(
                        made -> orders.answer(turn, order, reading.language(), made.proposal(), made.size(), index)
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

    private Multi<ReplyPart> parts(AgentRequest turn, Said said) {
        Duration pause = turn.watched() ? config.wordEvery() : Duration.ZERO;
        Multi<ReplyPart> words =
                WordByWord.of(said.text(), pause, shutdown::hasBegun).map(ReplyPart.Text::new);
        return Multi.createBy()
                .concatenating()
                .streams(words, Multi.createFrom().item(said.proposal()));
    }
}
