package dev.earshot.outbox;

import java.util.List;

/** What one claim got hold of: some customers' deliveries, under one lease. */
public record Batch(String lease, List<Lane> lanes) {

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    int size() {
        return lanes.stream().mapToInt(lane -> lane.deliveries().size()).sum();
    }
}
