package io.photosync.detect;

import io.photosync.event.PhotoEvent.Cause;

/** Takes removal candidates. One answer "no photo" is no removal. */
public interface RemovalCandidateSink {

    /**
     * A first answer "no photo" for a user who had one. Does not block; the same user may be added repeatedly.
     *
     * @param cause why the user was checked
     */
    void add(String userId, String userPrincipalName, Cause cause);

    /** The user has a photo after all. */
    void clear(String userId);
}
