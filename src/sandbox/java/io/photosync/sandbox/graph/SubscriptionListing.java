package io.photosync.sandbox.graph;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How {@code GET /subscriptions} lists subscriptions. Each mode is known from reports; by id all subscriptions could be
 * read meanwhile.
 */
public enum SubscriptionListing {
    WHOLE("whole"),
    EMPTY("empty"),
    /** Sixty empty pages, one after another. */
    EMPTY_PAGES("emptyPages"),
    /** A page whose next link leads to itself. */
    ENDLESS("endless"),
    /** Each as if it had expired. */
    EXPIRED("expired");

    private final String label;

    SubscriptionListing(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<SubscriptionListing> labelled(String label) {
        return Stream.of(values()).filter(one -> one.label.equals(label)).findFirst();
    }
}
