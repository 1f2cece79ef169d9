package io.photosync.sandbox.graph;

import java.util.Optional;
import java.util.stream.Stream;

/** How {@code /users/delta} reports a changed user. */
public enum DeltaChanges {
    /** With all properties that were selected. */
    WHOLE("whole"),
    /** With the id and what has a value and was changed last, as was seen on tenants; here, the display name. */
    SPARSE("sparse"),
    /** Not at all: changes that Graph loses. */
    LOST("lost");

    private final String label;

    DeltaChanges(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<DeltaChanges> labelled(String label) {
        return Stream.of(values()).filter(one -> one.label.equals(label)).findFirst();
    }
}
