package io.photosync.ledger;

import java.time.Duration;

/** How long the answers behind a removal are trusted. */
public interface RemovalWindow {

    /** A removal that is carried out later than this after its detection is confirmed again first. */
    Duration validFor();

    /** Between two answers "no photo". */
    Duration confirmAfter();
}
