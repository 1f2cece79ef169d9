package io.photosync.deadletter;

import java.util.List;

/**
 * What a selection comes to.
 *
 * @param letters each once; made one by one while they are walked over, since there may be 100,000
 * @param unknown the names without an open letter
 */
record SelectedLetters(Iterable<OpenDeadLetter> letters, List<String> unknown) {}
