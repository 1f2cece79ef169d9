package io.photosync.ledger;

import io.photosync.event.PhotoEvent;

/** The last event of a user in one lane, and the place of its record there. */
record LaneEvent(PhotoEvent event, int partition, long offset) {}
