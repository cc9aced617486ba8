package dev.earshot.conversation;

import dev.earshot.Refusal;
import dev.earshot.audience.Activation;
import dev.earshot.audience.Activations;
import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.audience.Rule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Saves and activates audiences, once a planner has said yes: all of it together with the record of it, or nothing. */
@Singleton
class OrderExecution {
    private final Audiences audiences;
    private final Activations activations;
    private final Effects effects;

    OrderExecution(Audiences audiences, Activations activations, Effects effects) {
        this.audiences = audiences;
        this.activations = activations;
        this.effects = effects;
    }

    Uni<Orders.Outcome> execute(Turn turn, Intended intended, Part.Proposal proposal, OrderWording wording) {
        return effects.once(
                        turn.messageId(),
                        transaction -> act(transaction, turn, intended, wording)
                                .map(outcome -> new Effect(
                                        outcome.text(), proposal.after(outcome).metadata(turn))))
                .invoke(activations::wake)
                .map(Orders.Outcome::of)
                .onFailure(Refusal.class)
                .recoverWithItem(failure -> Orders.Outcome.said(excuse(failure, intended, wording)));
    }

    private Uni<Orders.Outcome> act(SqlConnection transaction, Turn turn, Intended intended, OrderWording wording) {
        return save(transaction, turn, intended)
                .chain(audience -> intended.activates()
                        ? activate(transaction, turn, audience)
                                .map(activation -> wording.activated(audience, activation))
                                .map(text -> done(text, audience))
                        : Uni.createFrom().item(done(wording.saved(audience), audience)));
    }

    private static Orders.Outcome done(String text, Audience audience) {
        return new Orders.Outcome(text, Optional.of(new Saved(audience.id(), audience.name())), Optional.empty());
    }

    private static String excuse(Refusal refusal, Intended intended, OrderWording wording) {
        return switch (refusal.kind()) {
            case UNKNOWN -> wording.gone();
            case CONFLICT -> wording.changed(intended.name());
            default -> wording.refused(refusal.getMessage());
        };
    }

    /** Saying yes to one question makes one audience, or one version of it. */
    private Uni<Audience> save(SqlConnection transaction, Turn turn, Intended intended) {
        if (intended.audienceId() == null) {
            Optional<String> origin = Optional.of(turn.standing().messageId());
            return audiences.make(transaction, turn.owner(), intended.name(), turn.draft(), origin);
        }
        return audiences
                .owned(transaction, turn.owner(), intended.audienceId())
                .chain(audience -> isSaved(audience, intended, turn.draft())
                        ? Uni.createFrom().item(audience)
                        : change(transaction, turn, intended));
    }

    private static boolean isSaved(Audience audience, Intended intended, Rule draft) {
        return audience.name().equals(intended.name()) && audience.rule().equals(draft);
    }

    /** The yes was to a change of what it was then; nothing that it has become since is overwritten. */
    private Uni<Audience> change(SqlConnection transaction, Turn turn, Intended intended) {
        return audiences.change(
                transaction,
                turn.owner(),
                intended.audienceId(),
                intended.name(),
                turn.draft(),
                Optional.ofNullable(intended.version()));
    }

    private Uni<Activation> activate(SqlConnection transaction, Turn turn, Audience audience) {
        return audience.active()
                ? activations.refresh(transaction, turn.owner(), audience.id())
                : activations.activate(transaction, turn.owner(), audience.id());
    }
}
