package dev.earshot.chat.agent.model;

import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.Agent;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.draft.DraftEditor;
import dev.earshot.chat.agent.rules.PromptReading;
import dev.earshot.chat.agent.rules.RulesAgent;
import dev.earshot.common.CallerContext;
import dev.earshot.http.client.PublicUrl;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import dev.langchain4j.model.openai.internal.chat.Message;
import dev.langchain4j.model.openai.internal.chat.ToolCall;
import dev.langchain4j.model.openai.internal.chat.ToolMessage;
import dev.langchain4j.model.openai.internal.shared.Usage;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Lets a model answer. When it fails, or is silent, before its first word, the rules agent answers instead and says so.
 */
@Singleton
@Typed(ModelAgent.class)
public class ModelAgent implements Agent {
    private static final Logger LOG = Logger.getLogger(ModelAgent.class);

    private final SignalTaxonomy taxonomy;
    private final ModelClient model;
    private final ModelTools tools;
    private final ModelConfig config;
    private final RulesAgent rules;
    private final ModelProposals proposals;
    private final MeterRegistry metrics;

    ModelAgent(
            SignalTaxonomy taxonomy,
            ModelClient model,
            ModelTools tools,
            ModelConfig config,
            RulesAgent rules,
            ModelProposals proposals,
            MeterRegistry metrics) {
        this.taxonomy = taxonomy;
        this.model = model;
        this.tools = tools;
        this.config = config;
        this.rules = rules;
        this.proposals = proposals;
        this.metrics = metrics;
    }

    /** One answer under way: what the model was told and found so far. */
    private record Talk(
            AgentRequest request,
            PromptReading reading,
            TaxonomyIndex taxonomy,
            List<Message> messages,
            ModelDraft draft,
            SignalIdFilter words,
            int round) {
        Talk next(List<Message> more) {
            List<Message> all = new ArrayList<>(messages);
            all.addAll(more);
            return new Talk(request, reading, taxonomy, List.copyOf(all), draft, words, round + 1);
        }
    }

    @Override
    public Multi<ReplyPart> answer(AgentRequest request) {
        // What is done with an audience is between the planner and the rules: no model can be talked into it.
        return CallerContext.answerEach(RulesAgent.read(request))
                .onItem()
                .transformToMulti(
                        reading -> reading.isForRules() ? rules.answer(request, reading) : ask(request, reading));
    }

    private Multi<ReplyPart> ask(AgentRequest request, PromptReading reading) {
        AtomicBoolean spoke = new AtomicBoolean();
        return taxonomy.index()
                .onItem()
                .transformToMulti(index -> noticed(request, reading, index, round(begin(request, reading, index))))
                .ifNoItem()
                .after(config.silence())
                .fail()
                .onItem()
                .invoke(part -> spoke.set(true))
                .onFailure(failure -> !spoke.get())
                .recoverWithMulti(failure -> instead(request, reading, failure));
    }

    /** The model's words, after those that say what has gone from the draft. */
    private static Multi<ReplyPart> noticed(
            AgentRequest request, PromptReading reading, TaxonomyIndex index, Multi<ReplyPart> answer) {
        if (DraftEditor.known(request.draft(), index).equals(request.draft())) {
            return answer;
        }
        String notice = DraftEditor.retired(request.draft(), index, reading.language());
        AtomicBoolean said = new AtomicBoolean(notice.isEmpty());
        return answer.map(part -> part instanceof ReplyPart.Text words && !said.getAndSet(true)
                ? new ReplyPart.Text(notice + words.chunk())
                : part);
    }

    private Talk begin(AgentRequest request, PromptReading reading, TaxonomyIndex index) {
        return new Talk(
                request,
                reading,
                index,
                ModelBriefing.of(request, config.history()),
                new ModelDraft(DraftEditor.known(request.draft(), index)),
                new SignalIdFilter(id -> index.find(id).isPresent()),
                0);
    }

    private Multi<ReplyPart> instead(AgentRequest request, PromptReading reading, Throwable failure) {
        LOG.warnf(
                "The model at %s did not answer (%s); the rules agent does",
                config.url().map(url -> PublicUrl.shown(url.toString())).orElse("no address"), failure);
        metrics.counter("earshot.model.fallbacks").increment();
        return rules.answerInPlaceOfModel(request, reading);
    }

    /** What the model says, and what it says after the tools that it calls have answered. */
    private Multi<ReplyPart> round(Talk talk) {
        ModelCompletion completion = new ModelCompletion();
        Multi<ReplyPart> words = model.complete(talk.messages(), ModelTools.specifications())
                .map(completion::add)
                .map(talk.words()::pass)
                .select()
                .where(text -> !text.isEmpty())
                .map(ReplyPart.Text::new);
        return Multi.createBy()
                .concatenating()
                .streams(words, Multi.createFrom().deferred(() -> afterwards(talk, completion)));
    }

    private Multi<ReplyPart> afterwards(Talk talk, ModelCompletion completion) {
        completion.usage().ifPresent(this::measure);
        if (!completion.isWhole()) {
            return Multi.createFrom().failure(new IllegalStateException("The model's answer was cut"));
        }
        if (completion.toolCalls().isEmpty()) {
            return end(talk);
        }
        if (talk.round() >= config.toolRounds()) {
            return Multi.createFrom().failure(new IllegalStateException("The model calls tools without end"));
        }
        return results(talk, completion).onItem().transformToMulti(results -> round(talk.next(results)));
    }

    private Uni<List<Message>> results(Talk talk, ModelCompletion completion) {
        return Multi.createFrom()
                .iterable(completion.toolCalls())
                .onItem()
                .transformToUniAndConcatenate(call -> result(talk, call))
                .collect()
                .asList()
                .map(results -> {
                    List<Message> messages = new ArrayList<>(List.of(completion.message()));
                    messages.addAll(results);
                    return messages;
                });
    }

    private Uni<Message> result(Talk talk, ToolCall call) {
        return tools.call(call.function(), talk.taxonomy(), talk.draft())
                .map(result -> ToolMessage.from(call.id(), result));
    }

    private Multi<ReplyPart> end(Talk talk) {
        if (talk.words().isSilent()) {
            return Multi.createFrom().failure(new IllegalStateException("The model said nothing"));
        }
        String rest = talk.words().rest();
        Multi<ReplyPart> last =
                rest.isEmpty() ? Multi.createFrom().empty() : Multi.createFrom().item(new ReplyPart.Text(rest));
        return Multi.createBy().concatenating().streams(last, proposal(talk).toMulti());
    }

    /** Remembered as the rules would, and with the words of the prompt that no signal stands for. */
    private Uni<ReplyPart> proposal(Talk talk) {
        Rule draft = talk.draft().rule();
        return Uni.createFrom()
                .item(() -> SignalMatcher.of(talk.taxonomy())
                        .match(talk.request().words())
                        .unused())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(unused -> proposals.of(talk.draft(), talk.taxonomy(), unused))
                .map(made -> made.remembering(
                        talk.reading().memory().changed(talk.request().draft(), draft)));
    }

    private void measure(Usage usage) {
        count("prompt", usage.promptTokens());
        count("completion", usage.completionTokens());
    }

    private void count(String kind, Integer tokens) {
        if (tokens != null) {
            metrics.counter("earshot.model.tokens", "kind", kind).increment(tokens);
        }
    }
}
