package dev.earshot.tool.call;

import dev.earshot.insight.CustomerContext;
import dev.earshot.insight.Intent;
import dev.earshot.item.Item;
import dev.earshot.matching.SignalSource;
import dev.earshot.signal.SignalEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What in a call may show signals. What is missing or blank shows none. */
public final class CallEvidence {
    private CallEvidence() {}

    public static List<SignalEvidence> of(SignalSource source, String... texts) {
        return Arrays.stream(texts)
                .filter(text -> text != null && !text.isBlank())
                .map(text -> new SignalEvidence(source, text))
                .toList();
    }

    public static List<SignalEvidence> viewed(Item item) {
        return of(SignalSource.ITEM, item.category());
    }

    public static List<SignalEvidence> bought(Item item) {
        return of(SignalSource.CONVERSION, item.category());
    }

    /** What the customer did elsewhere. */
    public static Stream<SignalEvidence> seen(CustomerContext context) {
        return context.intents().stream().flatMap(CallEvidence::seen);
    }

    private static Stream<SignalEvidence> seen(Intent intent) {
        return of(SignalSource.INSIGHT, intent.category(), intent.name()).stream();
    }
}
