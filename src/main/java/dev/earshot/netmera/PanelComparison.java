package dev.earshot.netmera;

import dev.earshot.event.EventDefinition;
import dev.earshot.event.ParameterType;
import dev.earshot.outbox.NewDelivery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what is sent with what the panel expects. */
final class PanelComparison {
    /** Sent with every event, as its time is; Netmera does not require them, so a panel without them is no fault. */
    private static final String EVENT_ID = "eventId";

    private final NameMapping names;
    private final Optional<String> eventTime;
    private final Panel panel;
    private final List<PanelFinding> findings = new ArrayList<>();

    private PanelComparison(NameMapping names, Optional<String> eventTime, Panel panel) {
        this.names = names;
        this.eventTime = eventTime;
        this.panel = panel;
    }

    /**
     * @param eventTime the attribute of events that holds their time, if any does
     * @param profile the attributes of profiles that are sent
     */
    static List<PanelFinding> of(
            NameMapping names,
            Optional<String> eventTime,
            Panel panel,
            List<EventDefinition> events,
            Collection<OutgoingAttribute> profile) {
        PanelComparison comparison = new PanelComparison(names, eventTime, panel);
        events.forEach(comparison::compare);
        profile.forEach(attribute -> comparison.compare(NewDelivery.PROFILE, attribute, panel.profile()));
        return List.copyOf(comparison.findings);
    }

    private void compare(EventDefinition event) {
        String ours = names.event(event.name());
        Optional<Panel.Event> exact = panel.called(ours);
        if (exact.isPresent()) {
            compareAttributes(event, exact.get());
            return;
        }
        Optional<Panel.Event> almost = panel.almostCalled(ours);
        almost.ifPresentOrElse(
                theirs -> {
                    findings.add(new PanelFinding("spelling", event.name(), ours, theirs.code()));
                    compareAttributes(event, theirs);
                },
                () -> findings.add(new PanelFinding("missing_event", event.name(), ours, null)));
    }

    private void compareAttributes(EventDefinition event, Panel.Event theirs) {
        Set<String> sent = new HashSet<>(Set.of(EVENT_ID));
        eventTime.ifPresent(time -> {
            sent.add(time);
            if (theirs.attributes().stream().anyMatch(attribute -> time.equals(attribute.code()))) {
                compare(event.name(), OutgoingAttribute.of(time, ParameterType.TEXT), theirs.attributes());
            }
        });
        event.parameters().forEach((parameter, type) -> {
            OutgoingAttribute ours = OutgoingAttribute.of(names.parameter(event.name(), parameter), type);
            sent.add(ours.name());
            compare(event.name(), ours, theirs.attributes());
        });
        theirs.attributes().stream()
                .filter(attribute -> attribute.mandatory() && !sent.contains(attribute.code()))
                .forEach(attribute -> findings.add(
                        new PanelFinding("mandatory_attribute", event.name(), "nothing", attribute.code())));
    }

    /** @param event the event that it belongs to, or {@code profile} */
    private void compare(String event, OutgoingAttribute ours, List<Panel.Attribute> theirs) {
        Optional<Panel.Attribute> exact = theirs.stream()
                .filter(attribute -> ours.name().equals(attribute.code()))
                .findFirst();
        if (exact.isEmpty()) {
            findings.add(Panel.almost(theirs, ours.name(), Panel.Attribute::code)
                    .map(almost -> new PanelFinding("spelling", event, ours.name(), almost.code()))
                    .orElseGet(() -> new PanelFinding("missing_attribute", event, ours.name(), null)));
        } else if (!ours.fits(exact.get())) {
            findings.add(new PanelFinding(
                    "type",
                    event,
                    ours.typed(),
                    exact.get().code() + " " + exact.get().dataType()));
        }
    }
}
