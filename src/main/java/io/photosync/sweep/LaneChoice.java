package io.photosync.sweep;

/** Where a change that the sweep found goes. */
enum LaneChoice {
    /** A person who changed their photo. */
    LIVE,
    /** One of many. */
    BULK,
    /** Nowhere: this very photo waits for room in the bulk lane. */
    WAITS;

    /**
     * @param waits whether the person waits in the backlog
     * @param same whether it is for this photo
     * @param known whether anything was ever settled about the person
     * @param firstRound whether no round has ended on this tenant yet
     * @param room whether this round may put one more into the live lane
     */
    static LaneChoice of(boolean waits, boolean same, boolean known, boolean firstRound, boolean room) {
        if (waits && same) {
            return WAITS;
        }
        // Who waits with another photo has changed it while waiting: that is a fresh change, even during a first fill.
        boolean fill = firstRound && !known && !waits;
        return fill || !room ? BULK : LIVE;
    }
}
