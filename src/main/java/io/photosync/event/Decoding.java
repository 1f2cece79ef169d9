package io.photosync.event;

/**
 * A photo that takes much to decode, and is about to be. Where the process ends meanwhile, this is what its successor finds.
 *
 * @param instance of the process
 * @param sha256 of the photo's bytes, in hex
 */
public record Decoding(String instance, String sha256) {}
