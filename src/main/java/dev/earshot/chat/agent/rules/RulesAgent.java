package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.MessageRole;
import dev.earshot.chat.agent.Agent;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.chat.agent.answer.DialogueAnswer;
import dev.earshot.chat.agent.answer.DialogueAnswers;
import dev.earshot.chat.agent.answer.DialogueQuestion;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.chat.agent.draft.DraftEditor;
import dev.earshot.chat.agent.draft.DraftRevision;
import dev.earshot.common.CallerContext;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Answers by what a prompt does and by matching it against the taxonomy: no model, no key, the same answer every time.
 */
@Singleton
@Typed(RulesAgent.class)
public class RulesAgent implements Agent {
    private final SignalTaxonomy taxonomy;
    private final DraftProposals proposals;
    private final CommandHandler commands;
    private final DialogueAnswers answers;
    private final DraftReplies replies;

    RulesAgent(
            SignalTaxonomy taxonomy,
            DraftProposals proposals,
            CommandHandler commands,
            DialogueAnswers answers,
            DraftReplies replies) {
        this.taxonomy = taxonomy;
        this.proposals = proposals;
        this.commands = commands;
        this.answers = answers;
        this.replies = replies;
    }

    /** Reading and matching cost some milliseconds of a processor: on a worker, not on an event loop. */
    public static Uni<PromptReading> read(AgentRequest request) {
        return Uni.createFrom()
                .item(() -> PromptReading.of(request))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public Multi<ReplyPart> answer(AgentRequest request) {
        return index().onItem().transformToMulti(index -> answer(request, PromptReading.of(request), index));
    }

    /** Answers a prompt that has been read. */
    public Multi<ReplyPart> answer(AgentRequest request, PromptReading reading) {
        return index().onItem().transformToMulti(index -> answer(request, reading, index));
    }

    private Multi<ReplyPart> answer(AgentRequest request, PromptReading reading, TaxonomyIndex index) {
        if (reading.unsupported().isPresent()) {
            return replies.unchanged(
                    request, reading, index, apology(reading.unsupported().get()), reading.memory());
        }
        if (reading.chosen().isPresent()) {
            return replies.chosen(request, reading, index, reading.chosen().get());
        }
        if (reading.edits()) {
            return revised(request, ListedChoice.in(request, reading, index), index);
        }
        if (reading.last().kind() == ActKind.QUESTION) {
            Optional<PromptReading> guessed = reading.guessed(request).filter(PromptReading::asks);
            if (guessed.isPresent()) {
                return talk(request, guessed.get(), index);
            }
        }
        return CommandHandler.concern(request, reading.last())
                ? executed(request, reading, index)
                : talk(request, reading, index);
    }

    private static String apology(UnsupportedLanguage language) {
        return ReplyTexts.in(Language.EN).text("unsupported", language.name(), language.ownName(), language.apology());
    }

    /** The same, saying first that the model should have answered. */
    public Multi<ReplyPart> answerInPlaceOfModel(AgentRequest request, PromptReading reading) {
        String excuse = ReplyTexts.in(reading.language()).text("model.failed") + "\n\n";
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(new ReplyPart.Text(excuse)), answer(request, reading));
    }

    /**
     * On a worker that remembers the thread of the request: there the draft's size arrives, and the words are timed and
     * shown, without waking another thread for each.
     */
    private Uni<TaxonomyIndex> index() {
        return taxonomy.index().emitOn(CallerContext.here().workers());
    }

    /** Changes the draft, and then does what the prompt orders besides. */
    private Multi<ReplyPart> revised(AgentRequest request, PromptReading reading, TaxonomyIndex index) {
        Rule known = DraftEditor.known(request.draft(), index);
        DialogueMemory memory = reading.memory();
        if (reading.last().kind() == ActKind.UNDO) {
            return replies.undone(request, reading, index);
        }
        List<String> said = request.earlier().stream()
                .filter(earlier -> earlier.role() == MessageRole.USER)
                .map(AgentRequest.Said::content)
                .toList();
        DraftRevision revision = new DraftRevision(index, reading.language(), known, memory, said);
        reading.acts().stream().filter(act -> act.kind().isEdit()).forEach(revision::apply);
        if (CommandHandler.concern(request, reading.last())) {
            return executed(request.on(revision.draft()), reading, index);
        }
        if (!reading.last().kind().isEdit() && revision.isIdle()) {
            return talk(request, reading, index);
        }
        Optional<DialogueAct> named = ProposedName.in(request, reading, revision);
        if (named.isPresent()) {
            return executed(request, reading.with(named.get()), index);
        }
        if (revision.isUnread()) {
            Optional<PromptReading> guessed = reading.guessed(request);
            if (guessed.isPresent()) {
                return answer(request, guessed.get(), index);
            }
        }
        return replies.revised(request, reading, index, revision);
    }

    /** The draft stays as it is: courtesies, questions, and all that an agent for audiences isn't for. */
    private Multi<ReplyPart> talk(AgentRequest request, PromptReading reading, TaxonomyIndex index) {
        Rule draft = DraftEditor.known(request.draft(), index);
        DialogueQuestion asked =
                new DialogueQuestion(request, reading.last(), reading.language(), draft, reading.memory(), index);
        if (reading.last().kind() == ActKind.SHOW && !draft.isEmpty()) {
            return replies.described(request, reading, index);
        }
        return answers.answer(asked)
                .onItem()
                .transformToMulti((DialogueAnswer answer) ->
                        replies.unchanged(request, reading, index, answer.text(), answer.memory()));
    }

    /** The draft stays as it is, as far as it can be: the words of a command describe no customers. */
    private Multi<ReplyPart> executed(AgentRequest request, PromptReading reading, TaxonomyIndex index) {
        DialogueAct order = reading.last();
        boolean names = order.kind() == ActKind.SAVE || order.kind() == ActKind.RENAME;
        return proposals
                .unchanged(request, index, reading.language())
                .map(made -> new DraftProposals.Made(
                        made.proposal()
                                .remembering(
                                        names && !order.subject().isEmpty()
                                                ? reading.memory().named(order.subject())
                                                : reading.memory()),
                        made.size()))
                .onItem()
                .transformToMulti(
                        made -> commands.answer(request, order, reading.language(), made.proposal(), made.size(), index)
                                .onItem()
                                .transformToMulti(reaction -> replies.executed(request, reaction, made.proposal())));
    }
}
