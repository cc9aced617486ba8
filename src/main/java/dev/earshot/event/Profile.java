package dev.earshot.event;

import java.util.Map;

/**
 * What is told of a customer as a person: attribute to text, number or truth value, such as {@code email}. Attributes that are not named stay as
 * they are at the destination.
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
