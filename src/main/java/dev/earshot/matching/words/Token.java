package dev.earshot.matching.words;

/**
 * One word of a text.
 *
 * @param folded what is compared
 * @param suffix what followed an apostrophe ("California'da" → "da"), folded; else empty
 * @param before the punctuation between the word before and this one
 * @param after the character that follows directly, 0 at the end
 */
public record Token(String folded, String suffix, String before, char after, int start, int end) {
    public boolean startsSentence() {
        return before.indexOf('.') >= 0
                || before.indexOf(';') >= 0
                || before.indexOf('!') >= 0
                || before.indexOf('?') >= 0
                || before.indexOf('\n') >= 0
                || before.indexOf(':') >= 0;
    }

    public boolean followsComma() {
        return before.indexOf(',') >= 0;
    }

    public boolean followsSlash() {
        return before.equals("/");
    }

    /** "Tennis & golf", "students + retirees": a sign that is read as "and". */
    public boolean followsAndSign() {
        return before.equals("&") || before.equals("+");
    }

    public boolean opensParenthesis() {
        return before.endsWith("(");
    }

    public boolean closesParenthesis() {
        return after == ')';
    }

    public boolean followsDash() {
        return before.indexOf('-') >= 0 || before.indexOf('–') >= 0;
    }

    public boolean isNumber() {
        return Character.isDigit(folded.charAt(0));
    }

    Token withFolded(String other) {
        return new Token(other, suffix, before, after, start, end);
    }
}
