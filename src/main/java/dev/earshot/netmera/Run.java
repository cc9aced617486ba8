package dev.earshot.netmera;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.Owed;
import java.util.List;

/** Deliveries that one call to Netmera can take: all of one kind, of one or many customers. */
record Run(Kind kind, List<Delivery> deliveries) {

    /** Netmera's methods, by what they are told. */
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
                case Owed.PROFILE -> PROFILES;
                case Owed.ERASURE -> ERASURES;
                case Owed.TAGGING -> TAGS;
                case Owed.UNTAGGING -> UNTAGS;
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

    Run part(int from, int to) {
        return new Run(kind, deliveries.subList(from, to));
    }
}
