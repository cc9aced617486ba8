package dev.earshot.tool;

import dev.earshot.insight.CustomerContext;
import dev.earshot.insight.Intent;
import dev.earshot.item.Item;
import dev.earshot.signal.Clue;
import dev.earshot.signal.Source;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What in a call may show signals. What is missing or blank shows none. */
final class Clues {
    private Clues() {}

    static List<Clue> of(Source source, String... texts) {
        return Arrays.stream(texts)
                .filter(text -> text != null && !text.isBlank())
                .map(text -> new Clue(source, text))
                .toList();
    }

    static List<Clue> viewed(Item item) {
        return of(Source.ITEM, item.category());
    }

    static List<Clue> bought(Item item) {
        return of(Source.CONVERSION, item.category());
    }

    /** What the customer did elsewhere. */
    static Stream<Clue> seen(CustomerContext context) {
        return context.intents().stream().flatMap(Clues::seen);
    }

    private static Stream<Clue> seen(Intent intent) {
        return of(Source.INSIGHT, intent.category(), intent.name()).stream();
    }
}
