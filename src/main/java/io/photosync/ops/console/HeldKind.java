package io.photosync.ops.console;

import java.util.List;

/** A kind of change that is held where there are too many at once. */
interface HeldKind {
    /** What is held and what may be decided now; the ledger must be complete. */
    List<HeldGroup> groups();
}
