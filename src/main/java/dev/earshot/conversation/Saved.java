package dev.earshot.conversation;

/** The audience that a conversation's draft was saved as. */
record Saved(String id, String name) {}
