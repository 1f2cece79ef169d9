package io.photosync.roster;

import io.photosync.call.Failure;

/**
 * A failed read.
 *
 * @param message one line for operators: what failed, the consequence, and Microsoft's answer
 */
record ReadFailure(String message, Failure failure) {}
