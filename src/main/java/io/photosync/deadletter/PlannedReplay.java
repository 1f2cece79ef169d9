package io.photosync.deadletter;

import io.photosync.event.PhotoEvent;

/** @param fresh the event to be published for the letter */
public record PlannedReplay(OpenDeadLetter letter, PhotoEvent fresh) {}
