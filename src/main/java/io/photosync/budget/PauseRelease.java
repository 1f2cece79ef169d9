package io.photosync.budget;

/** Who may send requests once a stop is over. */
enum PauseRelease {
    /** All: the service said that they may come again by then. */
    ALL,
    /** One, and the others when that one was answered: the stop was cut short by us. */
    ONE_FIRST
}
