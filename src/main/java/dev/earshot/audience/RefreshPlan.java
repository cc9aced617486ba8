package dev.earshot.audience;

/**
 * How an audience is kept and compared once it is active.
 *
 * @param refresh how often it is refreshed by itself; {@code null} leaves that as it is
 * @param holdout the percentage of its members that never get the tag, 0 to 90; {@code null} leaves that as it is
 */
public record RefreshPlan(RefreshInterval refresh, Integer holdout) {
    boolean changesNothing() {
        return refresh == null && holdout == null;
    }
}
