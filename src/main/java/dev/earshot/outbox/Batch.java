package dev.earshot.outbox;

import java.time.Instant;
import java.util.List;

/** What one claim got hold of: some customers' deliveries, under one lease. */
public record Batch(String lease, Instant claimedAt, List<Lane> lanes) {

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    int size() {
        return lanes.stream().mapToInt(lane -> lane.deliveries().size()).sum();
    }
}
