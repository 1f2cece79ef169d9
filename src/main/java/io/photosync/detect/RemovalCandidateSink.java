package io.photosync.detect;

import io.photosync.event.PhotoEvent.Cause;

/** Takes the people whose photo seems to be gone. One answer "no photo" is no removal. */
public interface RemovalCandidateSink {

    /**
     * A first answer "no photo" for somebody who had one. Returns at once; the same person may be named again and again.
     *
     * @param cause what made us look
     */
    void suspect(String userId, String userPrincipalName, Cause cause);

    /** The photo is there after all. */
    void cleared(String userId);
}
