package dev.earshot.matching;

import dev.earshot.taxonomy.SignalType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a signal was seen, and so which types it can be of: who asks for a hotel in Rome is interested in hotels, and
 * does not live there.
 */
public enum SignalSource {
    /** What a customer asked for. */
    QUERY(SignalType.INTEREST),
    /** What they looked at or saved. */
    ITEM(SignalType.INTEREST),
    /** What they bought. */
    CONVERSION(SignalType.INTEREST, SignalType.TRANSACTION),
    /** What Insightarc saw them do elsewhere. */
    INSIGHT(SignalType.INTEREST),
    /** What a platform tells of them as a person. */
    PROFILE(SignalType.LOCATION, SignalType.DEMOGRAPHIC);

    private final Set<SignalType> types;

    SignalSource(SignalType first, SignalType... others) {
        types = EnumSet.of(first, others);
    }

    public Set<SignalType> types() {
        return types;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
