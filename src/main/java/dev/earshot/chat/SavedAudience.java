package dev.earshot.chat;

/** The audience that a conversation's draft was saved as. */
public record SavedAudience(String id, String name) {}
