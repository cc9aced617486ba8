package dev.earshot.event;

import java.util.Map;

/**
 * A customer's attributes: text, number or truth value by name, such as {@code email}. Attributes not given keep their
 * value at the destination.
 */
public record Profile(Map<String, Object> attributes) {
    public static final Profile NONE = new Profile(Map.of());

    public Profile {
        attributes = Map.copyOf(attributes);
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    /** Never the values: a profile must not reach a log. */
    @Override
    public String toString() {
        return "Profile of " + attributes.size() + " attributes";
    }
}
