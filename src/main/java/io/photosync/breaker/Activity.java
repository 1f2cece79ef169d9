package io.photosync.breaker;

/** What a request was part of. Success in one says nothing of another: profiles are read where photos cannot be stored. */
public enum Activity {
    /** The photo's metadata are read from Graph, to find out whether it is another one. */
    LOOK,
    /** The photo's bytes are read, and files and profile written. */
    SHOW,
    /** Profile and files are rid of a photo that is gone. */
    TAKE_DOWN
}
