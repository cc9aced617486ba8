package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.ShutdownPhase;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.chat.agent.draft.DraftEditor;
import dev.earshot.chat.agent.draft.DraftRevision;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Replies that end with a draft: its words one by one, then the draft with its size. */
@Singleton
class DraftReplies {
    private final DraftProposals proposals;
    private final ChatConfig config;
    private final ShutdownPhase shutdown;
    private final Vertx vertx;

    DraftReplies(DraftProposals proposals, ChatConfig config, ShutdownPhase shutdown, Vertx vertx) {
        this.proposals = proposals;
        this.config = config;
        this.shutdown = shutdown;
        this.vertx = vertx;
    }

    private record Said(String text, ReplyPart.Proposal proposal) {}

    /** What the changes of a prompt made of the draft. */
    Multi<ReplyPart> revised(AgentRequest request, PromptReading reading, TaxonomyIndex index, DraftRevision revision) {
        return drafted(request, reading, index, revision).onItem().transformToMulti(said -> parts(request, said));
    }

    private Uni<Said> drafted(
            AgentRequest request, PromptReading reading, TaxonomyIndex index, DraftRevision revision) {
        Language language = reading.language();
        String before = DraftEditor.retired(request.draft(), index, language)
                + (revision.isFull() ? full(language) + "\n" : "")
                + revision.notes().stream().map(note -> note + "\n").collect(Collectors.joining());
        MatchResult match = revision.match().orElse(new MatchResult(language, List.of()));
        boolean described = revision.match().isPresent();
        return proposals.of(request, index, revision.draft(), match, language).map(made -> {
            DraftAnswer answer = new DraftAnswer(index, language, revision.choice());
            String text = described
                    ? answer.text(made.proposal(), made.size(), match, reading.describes())
                    : answer.text(made.proposal(), made.size());
            DialogueMemory memory = reading.memory()
                    .changed(request.draft(), revision.draft())
                    .choosing(revision.choice().orElse(null));
            boolean anew = reading.has(ActKind.START_OVER);
            return new Said(before + text, made.proposal().remembering(anew ? memory.named(null) : memory));
        });
    }

    /** Not all that was asked for fits into one rule. */
    private static String full(Language language) {
        return ReplyTexts.in(language).text("draft.full", Rule.MOST_GROUPS, Rule.MOST_CRITERIA);
    }

    /** The answer to a question with several answers. */
    Multi<ReplyPart> chosen(
            AgentRequest request, PromptReading reading, TaxonomyIndex index, ChoiceReader.Chosen chosen) {
        String word = request.standing().memory().choice().about();
        if (chosen.draft().isEmpty()) {
            String none = ReplyTexts.in(reading.language()).text("choice.none", word);
            return unchanged(request, reading, index, none, reading.memory());
        }
        Rule draft = DraftEditor.known(chosen.draft().get(), index);
        if (!draft.fits()) {
            return unchanged(request, reading, index, DraftEditor.tooLarge(reading.language()), reading.memory());
        }
        DialogueMemory memory = reading.memory().changed(request.draft(), draft);
        return shown(request, reading, index, draft, "", memory);
    }

    /** Takes back as many changes as the prompt asks for. */
    Multi<ReplyPart> undone(AgentRequest request, PromptReading reading, TaxonomyIndex index) {
        DialogueMemory memory = reading.memory();
        ReplyTexts texts = ReplyTexts.in(reading.language());
        if (memory.before().isEmpty()) {
            return unchanged(request, reading, index, texts.text("undo.nothing"), memory);
        }
        int steps = reading.steps();
        Rule earlier = memory.before().get(Math.min(steps, memory.before().size()) - 1);
        Rule draft = DraftEditor.known(earlier, index);
        return shown(request, reading, index, draft, texts.text("undone") + "\n", memory.undone(steps));
    }

    private Multi<ReplyPart> shown(
            AgentRequest request,
            PromptReading reading,
            TaxonomyIndex index,
            Rule draft,
            String before,
            DialogueMemory memory) {
        return proposals.of(request, index, draft, reading.language()).onItem().transformToMulti(made -> {
            String text = new DraftAnswer(index, reading.language()).text(made.proposal(), made.size());
            return parts(request, new Said(before + text, made.proposal().remembering(memory)));
        });
    }

    /** Describes the draft as it stands, but for signals that the taxonomy no longer has. */
    Multi<ReplyPart> described(AgentRequest request, PromptReading reading, TaxonomyIndex index) {
        Rule known = DraftEditor.known(request.draft(), index);
        String retired = DraftEditor.retired(request.draft(), index, reading.language());
        DialogueMemory memory = reading.memory().changed(request.draft(), known);
        return shown(request, reading, index, known, retired, memory);
    }

    /** The draft stays as it is, but for signals that the taxonomy no longer has. */
    Multi<ReplyPart> unchanged(
            AgentRequest request, PromptReading reading, TaxonomyIndex index, String text, DialogueMemory memory) {
        String retired = DraftEditor.retired(request.draft(), index, reading.language());
        return proposals
                .unchanged(request, index, reading.language())
                .map(DraftProposals.Made::proposal)
                .map(kept -> new Said(retired + text, kept.remembering(memory.changed(request.draft(), kept.draft()))))
                .onItem()
                .transformToMulti(said -> parts(request, said));
    }

    /** An effect and its words are one piece: at no moment is it in force and only half said. */
    Multi<ReplyPart> executed(AgentRequest request, CommandHandler.Reaction reaction, ReplyPart.Proposal proposal) {
        if (reaction instanceof CommandHandler.Deed deed) {
            return Multi.createFrom()
                    .item(new ReplyPart.Act(deed.outcome()
                            .map(outcome -> List.of(
                                    new ReplyPart.Text(outcome.text()),
                                    proposal.after(outcome.saved(), outcome.intended())))));
        }
        CommandHandler.Outcome outcome = (CommandHandler.Outcome) reaction;
        return parts(request, new Said(outcome.text(), proposal.after(outcome.saved(), outcome.intended())));
    }

    private Multi<ReplyPart> parts(AgentRequest request, Said said) {
        Duration pause = request.watched() ? config.wordEvery() : Duration.ZERO;
        Multi<ReplyPart> words =
                WordByWord.of(said.text(), pause, shutdown::hasBegun, vertx).map(ReplyPart.Text::new);
        return Multi.createBy()
                .concatenating()
                .streams(words, Multi.createFrom().item(said.proposal()));
    }
}
