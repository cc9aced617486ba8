package dev.earshot.netmera;

/**
 * A difference between our taxonomy and the panel.
 *
 * @param problem {@code missing_event}, {@code missing_attribute}, {@code spelling}, {@code type}, or {@code
 *     mandatory_attribute}: one that the panel requires and that is never sent
 * @param event the event, by its taxonomy name; {@code profile} for an attribute of profiles
 * @param ours our spelling or type
 * @param theirs the panel's; absent if the panel has nothing
 */
public record PanelFinding(String problem, String event, String ours, String theirs) {

    @Override
    public String toString() {
        return problem + " in " + event + ": " + ours + " here, " + (theirs == null ? "nothing" : theirs)
                + " in the panel";
    }
}
