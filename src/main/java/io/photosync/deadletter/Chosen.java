package io.photosync.deadletter;

import java.util.List;

/**
 * What a selection comes to.
 *
 * @param letters each once, the oldest failure first: who waited longest goes first
 * @param unknown the names without an open letter
 */
record Chosen(List<Letter> letters, List<String> unknown) {}
