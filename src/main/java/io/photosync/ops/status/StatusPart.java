package io.photosync.ops.status;

/** What one part of the service says of itself at {@code GET /ops/api/status}. Every bean of this type is asked. */
public interface StatusPart {

    /** Of the JSON property. */
    String name();

    /** Records, maps and lists; read from memory, since people look at it when things are bad. */
    Object state();
}
