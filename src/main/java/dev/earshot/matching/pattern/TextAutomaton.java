package dev.earshot.matching.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Finds all places of many texts in another one in a single pass over it: the automaton of Aho and Corasick. */
final class TextAutomaton {
    private static final int NONE = -1;

    /** What is told of each place. */
    interface Found {
        void at(int text, int start);
    }

    private final int[] lengths;
    /** For each letter its column, 0 for all that occur in none of the texts. */
    private final char[] columns;

    private final int width;
    /** For each state and column the next state. */
    private final char[] next;
    /** For each state the text that ends there. */
    private final int[] ends;
    /** For each state the next shorter one where a text ends; 0 if there is none. */
    private final char[] shorter;

    /** @param texts all different, none of them empty */
    TextAutomaton(List<String> texts) {
        lengths = texts.stream().mapToInt(String::length).toArray();
        columns = new char[1 + texts.stream().flatMapToInt(String::chars).max().orElse(0)];
        width = numberLetters(texts);
        List<char[]> states = new ArrayList<>(List.of(new char[width]));
        List<Integer> ending = new ArrayList<>(List.of(NONE));
        for (int text = 0; text < texts.size(); text++) {
            ending.set(grow(states, ending, texts.get(text)), text);
        }
        if (states.size() > Character.MAX_VALUE) {
            throw new IllegalArgumentException("Too many texts");
        }
        ends = ending.stream().mapToInt(Integer::intValue).toArray();
        shorter = new char[states.size()];
        link(states);
        next = new char[states.size() * width];
        for (int state = 0; state < states.size(); state++) {
            System.arraycopy(states.get(state), 0, next, state * width, width);
        }
    }

    private int numberLetters(List<String> texts) {
        int last = 0;
        for (String text : texts) {
            for (char letter : text.toCharArray()) {
                if (columns[letter] == 0) {
                    columns[letter] = (char) ++last;
                }
            }
        }
        return last + 1;
    }

    private int column(char letter) {
        return letter < columns.length ? columns[letter] : 0;
    }

    private int grow(List<char[]> states, List<Integer> ending, String text) {
        int state = 0;
        for (char letter : text.toCharArray()) {
            char[] row = states.get(state);
            int column = column(letter);
            if (row[column] == 0) {
                row[column] = (char) states.size();
                states.add(new char[width]);
                ending.add(NONE);
            }
            state = row[column];
        }
        return state;
    }

    /** Where a letter leads nowhere, what the longest end of the letters before it leads to. */
    private void link(List<char[]> states) {
        int[] fallback = new int[states.size()];
        Queue<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int state = open.remove();
            char[] row = states.get(state);
            char[] fallen = states.get(fallback[state]);
            for (int column = 1; column < width; column++) {
                if (row[column] == 0) {
                    row[column] = fallen[column];
                } else {
                    int child = row[column];
                    fallback[child] = state == 0 ? 0 : fallen[column];
                    shorter[child] = ends[fallback[child]] == NONE ? shorter[fallback[child]] : (char) fallback[child];
                    open.add(child);
                }
            }
        }
    }

    void search(String searched, Found found) {
        int state = 0;
        for (int at = 0; at < searched.length(); at++) {
            state = next[state * width + column(searched.charAt(at))];
            for (int end = state; end != 0; end = shorter[end]) {
                if (ends[end] != NONE) {
                    found.at(ends[end], at + 1 - lengths[ends[end]]);
                }
            }
        }
    }
}
