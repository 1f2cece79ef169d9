package io.photosync.thumbnail;

/** The three sizes of one photo, each a square baseline JPEG without metadata. */
public record Thumbnails(byte[] small, byte[] medium, byte[] large) {}
