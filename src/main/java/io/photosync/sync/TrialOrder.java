package io.photosync.sync;

import java.util.HashSet;
import java.util.Set;

/**
 * Who is let through next, while it is one at a time. Whoever has not failed yet tells most: five users with trouble of their own must not
 * stop all others. Where all have failed, each has a turn before anybody has a second one. Not thread-safe.
 */
final class TrialOrder {
    private final Set<String> hadTheirTurn = new HashSet<>();
    private boolean allHaveFailed;

    /** @param failed whether the user failed in this outage */
    boolean prefers(String userId, boolean failed) {
        return !hadTheirTurn.contains(userId) && (allHaveFailed || !failed);
    }

    /** The user is let through; one who is not preferred only because nobody else waits. */
    void letThrough(String userId, boolean failed) {
        if (!prefers(userId, failed)) {
            hadTheirTurn.clear();
            allHaveFailed = true;
        }
        hadTheirTurn.add(userId);
    }

    /** There is no outage. */
    void over() {
        hadTheirTurn.clear();
        allHaveFailed = false;
    }
}
