package io.photosync.sync;

import java.util.HashSet;
import java.util.Set;

/**
 * Which user is tried next while a service may have recovered and only one user is let through at a time. Users who
 * have not failed yet go first: five users with failures of their own must not stop all others. Once all have failed,
 * each is tried once before any is tried again. Not thread-safe.
 */
final class TrialOrder {
    private final Set<String> tried = new HashSet<>();
    private boolean allHaveFailed;

    /** @param failed whether the user failed in this outage */
    boolean prefers(String userId, boolean failed) {
        return !tried.contains(userId) && (allHaveFailed || !failed);
    }

    /** The user is being tried; one who is not preferred only because no other waits. */
    void started(String userId, boolean failed) {
        if (!prefers(userId, failed)) {
            tried.clear();
            allHaveFailed = true;
        }
        tried.add(userId);
    }

    /** There is no outage. */
    void over() {
        tried.clear();
        allHaveFailed = false;
    }
}
