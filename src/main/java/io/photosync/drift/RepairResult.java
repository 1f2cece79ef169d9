package io.photosync.drift;

/** Result of a user's last repair. */
enum RepairResult {
    /** No repair is known, or its result cannot be told from the finding. */
    NONE,
    /** The files are again as before it, or it was the second in a row. */
    CAME_BACK,
    /** The files differ in another way. */
    OTHERWISE,
    /** Nothing was found. */
    LASTS
}
