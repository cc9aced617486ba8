package dev.earshot.conversation;

import dev.earshot.audience.Rule;
import java.util.List;

/**
 * What a reply holds besides its text.
 *
 * @param suggestedSignals the signals that this reply proposed
 * @param draft the rule as it stands after this reply
 */
public record Metadata(List<SuggestedSignal> suggestedSignals, Rule draft) {}
