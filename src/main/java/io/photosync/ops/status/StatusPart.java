package io.photosync.ops.status;

/** One part of {@code GET /ops/api/status}. Every bean of this type is included. */
public interface StatusPart {

    /** Name of the JSON property. */
    String name();

    /**
     * Value of the JSON property: records, maps and lists. Read from memory without requests: the page must work during
     * outages.
     */
    Object state();
}
