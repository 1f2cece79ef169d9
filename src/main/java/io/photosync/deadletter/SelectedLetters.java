package io.photosync.deadletter;

import java.util.List;

/**
 * The letters of a selection.
 *
 * @param letters each once; created during iteration, since there may be 100,000
 * @param unknown names without an open letter
 */
record SelectedLetters(Iterable<OpenDeadLetter> letters, List<String> unknown) {}
