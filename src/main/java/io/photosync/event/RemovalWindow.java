package io.photosync.event;

import java.time.Duration;

/** How long the answers behind a removal are believed. */
public interface RemovalWindow {

    /** A removal that is carried out later than this after it was detected is confirmed again before. */
    Duration validFor();

    /** Between two answers "no photo". */
    Duration confirmAfter();
}
