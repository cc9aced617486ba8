package dev.earshot.chat.agent.act;

/**
 * A text that a pattern may look at only so often: a match that would take too long ends instead. Patterns of many
 * alternatives can't all be written so that no text makes them slow.
 */
final class BoundedText implements CharSequence {
    /** Less than a millisecond; what planners really say takes a hundredth of it. */
    private static final int MOST_LOOKS = 40_000;

    private final CharSequence text;
    private final int[] looks;

    private BoundedText(CharSequence text, int[] looks) {
        this.text = text;
        this.looks = looks;
    }

    static BoundedText of(CharSequence text) {
        return new BoundedText(text, new int[1]);
    }

    /** Thrown to leave a match that takes too long. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("A pattern takes too long", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks[0] > MOST_LOOKS) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
