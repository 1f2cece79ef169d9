package io.photosync.sharepoint;

import java.time.Instant;

/**
 * A file as the library lists it.
 *
 * @param etag changes with every write, ours and others'
 */
public record PhotoFile(String name, long length, Instant lastModified, String etag) {}
