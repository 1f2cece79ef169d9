package io.photosync.roster;

import io.photosync.call.Failure;

/**
 * Something that could not be read.
 *
 * @param word one line for people: what it was, what follows, and Microsoft's answer
 */
record ReadFailure(String word, Failure failure) {}
