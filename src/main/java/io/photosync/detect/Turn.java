package io.photosync.detect;

/**
 * Somebody whose photo is to be looked at in a round.
 *
 * @param place in the round, from 0
 * @param tries how often Graph gave no answer about them in this round
 */
record Turn(int place, String userId, int tries) {

    Turn again() {
        return new Turn(place, userId, tries + 1);
    }
}
