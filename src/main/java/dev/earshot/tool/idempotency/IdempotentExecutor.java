package dev.earshot.tool.idempotency;

import dev.earshot.common.ApiException;
import dev.earshot.postgres.FailureLog;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.call.TimeLimit;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolConfig;
import dev.earshot.tool.idempotency.IdempotencyStore.Claimed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs a call once, however often it is sent. */
@Singleton
public class IdempotentExecutor {
    /** Tools that platforms retry on their own, and whose repetition would count twice. */
    private static final Set<String> RECOGNISED = Set.of("save_item", "complete_conversion");

    /** Refusals that may be of the moment although they are the caller's to see. */
    private static final Set<String> UNSETTLED = Set.of("BACKEND_CONFLICT");

    private static final Duration FOR_RELEASE = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(IdempotentExecutor.class);
    private static final FailureLog UNRELEASED =
            FailureLog.warnings(LOG, "An idempotency claim could not be released and will expire");

    private final IdempotencyStore store;
    private final TimeLimit limit;
    private final ToolConfig config;

    IdempotentExecutor(IdempotencyStore store, TimeLimit limit, ToolConfig config) {
        this.store = store;
        this.limit = limit;
        this.config = config;
    }

    /**
     * @param key the caller's key for this call; without one, repetitions of some tools are recognised for a short
     *     while
     * @param remote whether the effect is another system's: then it may have happened although the call failed, and a
     *     retry must name it by the same key
     * @param run has the call's effect, and stores its answer with it if the call has a claim
     */
    public Uni<CallOutcome> once(
            ToolCall call, Optional<String> key, boolean remote, Function<ToolCall, Uni<CallOutcome>> run) {
        return key(call, key, remote).map(known -> claimed(known, call, run)).orElseGet(() -> run.apply(call));
    }

    /**
     * The same for an effect that is not written by a statement of the ledger's: its answer is stored after it. A crash
     * in between lets the call run again, so the effect must bear that.
     */
    public Uni<CallOutcome> onceKept(ToolCall call, String key, Supplier<Uni<CallOutcome>> run) {
        return once(
                call,
                Optional.of(key),
                false,
                claimed -> run.get()
                        .call(outcome -> outcome.refusal() == null
                                ? store.keep(claimed.claim(), outcome.answer())
                                : Uni.createFrom().voidItem()));
    }

    private Optional<IdempotencyKey> key(ToolCall call, Optional<String> key, boolean remote) {
        boolean recognised = (remote || RECOGNISED.contains(call.tool()))
                && !config.retryWindow().isZero();
        return key.map(given -> IdempotencyKey.given(given, call, config.keepAnswers(), remote))
                .or(() -> recognised
                        ? Optional.of(IdempotencyKey.derived(call, config.retryWindow(), remote))
                        : Optional.empty());
    }

    private Uni<CallOutcome> claimed(IdempotencyKey key, ToolCall call, Function<ToolCall, Uni<CallOutcome>> run) {
        return limit.of(store.claim(key))
                .chain(claimed -> claimed.earlier() != null
                        ? Uni.createFrom().item(claimed.earlier())
                        : first(key, claimed, call, run));
    }

    private Uni<CallOutcome> first(
            IdempotencyKey key, Claimed claimed, ToolCall call, Function<ToolCall, Uni<CallOutcome>> run) {
        return run.apply(call.claimed(claimed.claim(), claimed.effectKey()))
                .call(outcome -> outcome.refusal() == null
                        ? Uni.createFrom().voidItem()
                        : refused(key, claimed.claim(), outcome.refusal()))
                .onFailure()
                .call(() -> release(key, claimed.claim()));
    }

    private Uni<Void> refused(IdempotencyKey key, String claim, ApiException refusal) {
        boolean passing = refusal.isTransient() || UNSETTLED.contains(refusal.code());
        if (passing) {
            return release(key, claim);
        }
        return key.given() ? store.keep(claim, refusal) : inTime(store.release(claim));
    }

    /** A claim that can't be released now expires; callers don't wait for that. */
    private Uni<Void> release(IdempotencyKey key, String claim) {
        return inTime(key.remote() ? store.suspend(claim) : store.release(claim));
    }

    private static Uni<Void> inTime(Uni<Void> release) {
        return release.ifNoItem()
                .after(FOR_RELEASE)
                .fail()
                .onFailure()
                .invoke(UNRELEASED::failed)
                .onFailure()
                .recoverWithNull();
    }
}
