package io.photosync.roster;

import io.photosync.budget.Failure;

/**
 * Something that could not be read.
 *
 * @param word one line for people: what it was, what follows, and Microsoft's answer
 */
record Trouble(String word, Failure failure) {}
