package dev.earshot.chat.agent.act;

/** A part of a draft that planners name without naming a signal. */
public enum DraftPart {
    EXCLUSIONS,
    WINDOWS,
    FREQUENCY,
    PLACES,
    AGES,
    GENDER,
    INCOME,
    LAST,
    ALL,
    /** Both of them: gender doesn't matter. */
    GENDERS
}
