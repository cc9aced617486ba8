package dev.earshot.outbox;

import java.util.List;

/** The destinations of one kind that the configuration names, beside the primary one. */
public interface FurtherDestinations {

    List<Destination> all();
}
