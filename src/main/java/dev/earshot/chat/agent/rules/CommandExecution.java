package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.audience.Rule;
import dev.earshot.audience.activation.Activation;
import dev.earshot.audience.activation.Activations;
import dev.earshot.chat.Effect;
import dev.earshot.chat.Effects;
import dev.earshot.chat.PendingAction;
import dev.earshot.chat.SavedAudience;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.common.ApiException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Saves and activates audiences, once a planner has said yes: all of it together with the record of it, or nothing. */
@Singleton
class CommandExecution {
    private final Audiences audiences;
    private final Activations activations;
    private final Effects effects;

    CommandExecution(Audiences audiences, Activations activations, Effects effects) {
        this.audiences = audiences;
        this.activations = activations;
        this.effects = effects;
    }

    Uni<CommandHandler.Outcome> execute(
            AgentRequest request, PendingAction intended, ReplyPart.Proposal proposal, ReplyTexts texts) {
        return effects.once(
                        request.messageId(),
                        transaction -> act(transaction, request, intended, texts)
                                .map(outcome -> new Effect(
                                        outcome.text(),
                                        proposal.after(outcome.saved(), outcome.intended())
                                                .metadata(request))))
                .invoke(activations::wake)
                .map(CommandHandler.Outcome::of)
                .onFailure(ApiException.class)
                .recoverWithItem(failure -> CommandHandler.Outcome.said(excuse(failure, intended, texts)));
    }

    private Uni<CommandHandler.Outcome> act(
            SqlConnection transaction, AgentRequest request, PendingAction intended, ReplyTexts texts) {
        return save(transaction, request, intended)
                .chain(audience -> intended.activates()
                        ? activate(transaction, request, audience)
                                .map(activation -> texts.text("activate.done", audience.name(), activation.tag()))
                                .map(text -> done(text, audience))
                        : Uni.createFrom().item(done(saved(intended, audience, texts), audience)));
    }

    private static String saved(PendingAction intended, Audience audience, ReplyTexts texts) {
        return texts.text(intended.act() == PendingAction.Act.RENAME ? "renamed" : "save.done", audience.name());
    }

    private static CommandHandler.Outcome done(String text, Audience audience) {
        return new CommandHandler.Outcome(
                text, Optional.of(new SavedAudience(audience.id(), audience.name())), Optional.empty());
    }

    private static String excuse(ApiException refusal, PendingAction intended, ReplyTexts texts) {
        return switch (refusal.kind()) {
            case UNKNOWN -> texts.text("command.gone");
            case CONFLICT -> texts.text("command.changed", intended.name());
            default -> texts.text("command.refused", refusal.getMessage());
        };
    }

    /** Saying yes to one question makes one audience, or one version of it. */
    private Uni<Audience> save(SqlConnection transaction, AgentRequest request, PendingAction intended) {
        if (intended.audienceId() == null) {
            Optional<String> origin = Optional.of(request.standing().messageId());
            return audiences.make(transaction, request.owner(), intended.name(), request.draft(), origin);
        }
        return audiences
                .owned(transaction, request.owner(), intended.audienceId())
                .chain(audience -> {
                    boolean renamed = intended.act() == PendingAction.Act.RENAME;
                    Rule rule = renamed ? audience.rule() : request.draft();
                    return isSaved(audience, intended, rule)
                            ? Uni.createFrom().item(audience)
                            : change(transaction, request, intended, rule);
                });
    }

    private static boolean isSaved(Audience audience, PendingAction intended, Rule draft) {
        return audience.name().equals(intended.name()) && audience.rule().equals(draft);
    }

    /** The yes was to a change of what it was then; nothing that it has become since is overwritten. */
    private Uni<Audience> change(SqlConnection transaction, AgentRequest request, PendingAction intended, Rule rule) {
        return audiences.change(
                transaction,
                request.owner(),
                intended.audienceId(),
                intended.name(),
                rule,
                Optional.ofNullable(intended.version()));
    }

    private Uni<Activation> activate(SqlConnection transaction, AgentRequest request, Audience audience) {
        return audience.active()
                ? activations.refresh(transaction, request.owner(), audience.id())
                : activations.activate(transaction, request.owner(), audience.id());
    }
}
