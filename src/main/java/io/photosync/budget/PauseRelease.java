package io.photosync.budget;

/** Which requests may be sent once a pause is over. */
enum PauseRelease {
    /** All: the service said that they may come again by then. */
    ALL,
    /** One, and the others when that one was answered: we cut the pause short. */
    ONE_FIRST
}
