package io.photosync.sync;

import io.photosync.kafka.WriteFailedException;
import java.util.Optional;

/**
 * Records that an attempt is about to write to SharePoint. Until the attempt's outcome is recorded too, it is unknown
 * what SharePoint holds, and the next attempt does not rely on the ledger.
 */
interface WriteMarker {
    /**
     * Returns once the ledger of this replica has the marker: SharePoint may be written from then on.
     *
     * @param sha256 of the photo; empty for a removal
     * @param fileBaseName of the files that are written or deleted
     */
    void mark(Attempt attempt, Optional<String> sha256, Optional<String> fileBaseName)
            throws InterruptedException, WriteFailedException;
}
