package io.photosync.sweep;

/**
 * Somebody whose photo is to be looked at in a round.
 *
 * @param place in the round, from 0
 * @param tries how often Graph gave no answer about them in this round
 */
record SweepItem(int place, String userId, int tries) {

    SweepItem again() {
        return new SweepItem(place, userId, tries + 1);
    }
}
