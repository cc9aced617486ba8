package dev.earshot.netmera;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.NewDelivery;
import java.util.List;

/** Deliveries that one call to Netmera can take: all of one kind, of one or many customers. */
record RequestBatch(Kind kind, List<Delivery> deliveries) {

    /** Netmera's methods, by what they send. */
    enum Kind {
        PROFILES("setProfileAttributes"),
        EVENTS("fireEvents"),
        ERASURES("deleteUsers"),
        TAGS("tagUsers"),
        UNTAGS("untagUsers");

        private final String method;

        Kind(String method) {
            this.method = method;
        }

        static Kind of(Delivery delivery) {
            return switch (delivery.kind()) {
                case NewDelivery.PROFILE -> PROFILES;
                case NewDelivery.ERASURE -> ERASURES;
                case NewDelivery.TAGGING -> TAGS;
                case NewDelivery.UNTAGGING -> UNTAGS;
                default -> EVENTS;
            };
        }

        /** Whether a call takes one delivery only, which is about many customers. */
        boolean isCollective() {
            return this == TAGS || this == UNTAGS;
        }

        String method() {
            return method;
        }
    }

    boolean isEmpty() {
        return deliveries.isEmpty();
    }

    int size() {
        return deliveries.size();
    }

    RequestBatch part(int from, int to) {
        return new RequestBatch(kind, deliveries.subList(from, to));
    }
}
