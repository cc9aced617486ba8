package dev.earshot.netmera;

import dev.earshot.event.EventType;
import dev.earshot.event.EventType.ParameterType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what is sent against what the panel expects. */
final class Comparison {
    private static final Set<String> NUMBERS = Set.of("INT", "LONG", "DOUBLE");
    /** Sent with every event; Netmera does not require it, so a panel without it is no fault. */
    private static final String EVENT_ID = "eventId";

    private final Naming naming;
    private final Panel panel;
    private final List<Finding> findings = new ArrayList<>();

    private Comparison(Naming naming, Panel panel) {
        this.naming = naming;
        this.panel = panel;
    }

    static List<Finding> of(Naming naming, Panel panel) {
        Comparison comparison = new Comparison(naming, panel);
        for (EventType type : EventType.values()) {
            comparison.compare(type);
        }
        return List.copyOf(comparison.findings);
    }

    private void compare(EventType type) {
        String ours = naming.event(type.taxonomyName());
        Optional<Panel.Event> exact = panel.called(ours);
        if (exact.isPresent()) {
            compareAttributes(type, exact.get());
            return;
        }
        Optional<Panel.Event> almost = panel.almostCalled(ours);
        almost.ifPresentOrElse(
                theirs -> {
                    findings.add(new Finding("spelling", type.taxonomyName(), ours, theirs.code()));
                    compareAttributes(type, theirs);
                },
                () -> findings.add(new Finding("missing_event", type.taxonomyName(), ours, null)));
    }

    private void compareAttributes(EventType type, Panel.Event event) {
        Set<String> sent = new HashSet<>(Set.of(EVENT_ID));
        for (String parameter : type.parameters()) {
            String ours = naming.parameter(type.taxonomyName(), parameter);
            sent.add(ours);
            compareAttribute(type, parameter, ours, event.attributes());
        }
        event.attributes().stream()
                .filter(attribute -> attribute.mandatory() && !sent.contains(attribute.code()))
                .forEach(attribute -> findings.add(
                        new Finding("mandatory_attribute", type.taxonomyName(), "nothing", attribute.code())));
    }

    private void compareAttribute(EventType type, String parameter, String ours, List<Panel.Attribute> theirs) {
        theirs.stream()
                .filter(attribute -> ours.equals(attribute.code()))
                .findFirst()
                .ifPresentOrElse(
                        exact -> compareType(type, parameter, ours, exact),
                        () -> findings.add(Panel.almost(theirs, ours, Panel.Attribute::code)
                                .map(almost -> new Finding("spelling", type.taxonomyName(), ours, almost.code()))
                                .orElseGet(() -> new Finding("missing_attribute", type.taxonomyName(), ours, null))));
    }

    private void compareType(EventType type, String parameter, String ours, Panel.Attribute attribute) {
        boolean fits = EventType.typeOf(parameter) == ParameterType.NUMBER
                ? NUMBERS.contains(attribute.dataType())
                : attribute.dataType().equals("STRING");
        if (!fits) {
            String expected = ours + " " + (EventType.typeOf(parameter) == ParameterType.NUMBER ? "DOUBLE" : "STRING");
            findings.add(
                    new Finding("type", type.taxonomyName(), expected, attribute.code() + " " + attribute.dataType()));
        }
    }
}
