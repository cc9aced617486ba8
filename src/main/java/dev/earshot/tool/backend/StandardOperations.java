package dev.earshot.tool.backend;

import java.util.Map;
import java.util.Optional;

/** Standard tools that are backed by HTTP operations; the others use the catalogue. */
record StandardOperations(Optional<Search> search, Optional<View> view, Optional<Conversion> conversion) {
    static final StandardOperations NONE = new StandardOperations(Optional.empty(), Optional.empty(), Optional.empty());

    /** {@code search_items} */
    record Search(HttpOperation operation, ItemsMapping items) {}

    /**
     * {@code view_item}, and each tool that names an item.
     *
     * @param similar items like it, within the same answer
     */
    record View(HttpOperation operation, ItemsMapping item, Optional<ItemsMapping> similar) {

        /** Each reading of the file has one of its own, and it is a part of the key of each kept item. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** {@code complete_conversion} */
    record Conversion(HttpOperation operation, AnswerMapping result) {}

    /** What the answer of a standard tool has beside its own parts. */
    Map<String, AnswerMapping> results() {
        return conversion
                .filter(one -> !one.result().fields().isEmpty())
                .map(one -> Map.of("complete_conversion", one.result()))
                .orElse(Map.of());
    }
}
