package dev.earshot.netmera;

/**
 * Something in which our taxonomy and the panel differ.
 *
 * @param problem {@code missing_event}, {@code missing_attribute}, {@code spelling}, {@code type}, or {@code mandatory_attribute}: one that the
 *     panel insists on and that is never sent
 * @param event the event, by its taxonomy name; {@code profile} for an attribute of profiles
 * @param ours how it is spelled or typed here
 * @param theirs how the panel has it; absent where it has nothing
 */
public record PanelFinding(String problem, String event, String ours, String theirs) {

    @Override
    public String toString() {
        return problem + " in " + event + ": " + ours + " here, " + (theirs == null ? "nothing" : theirs)
                + " in the panel";
    }
}
