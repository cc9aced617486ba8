package dev.earshot.tool;

import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Session;
import dev.earshot.event.Profile;
import dev.earshot.insight.CustomerContext;
import dev.earshot.signal.ProfileCorrections;
import dev.earshot.signal.ShownSignal;
import dev.earshot.signal.SignalRecognition;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.ledger.CallLedger;
import dev.earshot.tool.ledger.LoggedCall;
import dev.earshot.tool.session.Identification;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Identifies the customer of a session, who keeps the anonymous history. */
@Singleton
class IdentifyCustomer implements Tool {
    private final Identification identification;
    private final CallLedger ledger;
    private final SessionCalls sessionCalls;
    private final SignalRecognition recognition;
    private final ProfileCorrections corrections;

    IdentifyCustomer(
            Identification identification,
            CallLedger ledger,
            SessionCalls sessionCalls,
            SignalRecognition recognition,
            ProfileCorrections corrections) {
        this.identification = identification;
        this.ledger = ledger;
        this.sessionCalls = sessionCalls;
        this.recognition = recognition;
        this.corrections = corrections;
    }

    @Override
    public String name() {
        return "identify_customer";
    }

    /** Context is fetched before the transaction, which must not stay open during a call to Insightarc. */
    @Override
    public Uni<ToolResult> call(ToolCall call) {
        CustomerId known = new CustomerId(call.arguments().getString("customerId"));
        SessionCalls.mustSpeakFor(call.caller(), known);
        return sessionCalls
                .open(call)
                .chain(session -> sessionCalls
                        .context(session.of(known))
                        .chain(context -> sessionCalls
                                .shown(
                                        context,
                                        recognition.profile(profile(call).attributes()))
                                .chain(shown -> identify(session, context, known, call, shown))));
    }

    private Uni<ToolResult> identify(
            Session session, CustomerContext context, CustomerId known, ToolCall call, List<ShownSignal> shown) {
        ToolResult answer = SessionCalls.answer(session, context, null).customer(ToolResult.Customer.of(known));
        return identification
                .of(
                        session,
                        known,
                        profile(call),
                        Optional.ofNullable(call.arguments().getBoolean("consent")),
                        (transaction, locked) -> corrections
                                .of(transaction, known, shown)
                                .chain(() ->
                                        ledger.record(transaction, now -> logged(now, locked, call, shown, answer))))
                .replaceWith(answer);
    }

    private LoggedCall logged(Instant now, Session session, ToolCall call, List<ShownSignal> shown, ToolResult answer) {
        JsonObject withoutProfile = call.arguments().copy();
        withoutProfile.remove("profile");
        return LoggedCall.at(now, session.id(), call, withoutProfile, null, false, List.of(), shown, answer);
    }

    private static Profile profile(ToolCall call) {
        return new Profile(call.arguments()
                .getJsonObject("profile", new JsonObject(Map.of()))
                .getMap());
    }
}
