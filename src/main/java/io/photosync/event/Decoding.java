package io.photosync.event;

/**
 * A photo that is expensive to decode, and about to be. If the process ends meanwhile, its successor finds this.
 *
 * @param instance of the process
 * @param sha256 of the photo's bytes, in hex
 */
public record Decoding(String instance, String sha256) {}
