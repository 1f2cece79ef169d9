package io.photosync.breaker;

/**
 * What a request was part of. Success in one proves nothing for another: profiles can be readable while photos cannot
 * be stored.
 */
public enum Activity {
    /** Reading the photo's metadata from Graph, to see whether it changed. */
    LOOK,
    /** Reading the photo's bytes, and writing files and profile. */
    SHOW,
    /** Clearing profile and files of a photo that is gone. */
    TAKE_DOWN
}
