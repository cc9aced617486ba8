package dev.earshot.matching.words;

/**
 * A language that is recognised and not understood.
 *
 * @param name in English
 * @param ownName what its speakers call it
 * @param apology in that language, that only English and Turkish are understood
 */
public record UnsupportedLanguage(String name, String ownName, String apology) {}
