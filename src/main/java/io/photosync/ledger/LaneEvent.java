package io.photosync.ledger;

import io.photosync.event.PhotoEvent;

/** The last event of a user in one lane, and its record's position there. */
record LaneEvent(PhotoEvent event, int partition, long offset) {}
