package dev.earshot.outbox;

import java.time.Instant;
import java.util.List;

/**
 * The result of one claim: some customers' deliveries, under one lease.
 *
 * @param destination the name of the one that it goes to
 * @param full whether it has as many customers as requested, so that others may be due as well
 */
public record DeliveryBatch(String destination, String lease, Instant claimedAt, List<Lane> lanes, boolean full) {

    public boolean isEmpty() {
        return lanes.isEmpty();
    }

    public int size() {
        return lanes.stream().mapToInt(lane -> lane.deliveries().size()).sum();
    }
}
