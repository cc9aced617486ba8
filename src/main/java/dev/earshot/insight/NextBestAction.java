package dev.earshot.insight;

/**
 * Something that the assistant might do next.
 *
 * @param type {@code offer_discount}, {@code show_similar} or {@code ask_clarifying_question}
 * @param reason what in the context speaks for it
 * @param item the item that it is about; may be {@code null}
 * @param category the category that it is about; may be {@code null}
 */
public record NextBestAction(String type, String reason, String item, String category) {}
