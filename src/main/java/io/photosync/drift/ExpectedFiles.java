package io.photosync.drift;

import io.photosync.event.WrittenFiles;
import io.photosync.sharepoint.PhotoFile;
import java.time.Instant;

/**
 * One user's three files: the attempt that wrote them, and what a listing shows of them. One instance per user, so up
 * to 100,000: primitive fields only.
 */
final class ExpectedFiles {
    private static final int ALL_THREE = 0b111;

    private final String userId;
    private final String attemptId;
    private int seen;
    private long small;
    private long medium;
    private long large;
    private long lastModified = Long.MIN_VALUE;

    ExpectedFiles(String userId, String attemptId) {
        this.userId = userId;
        this.attemptId = attemptId;
    }

    String userId() {
        return userId;
    }

    String attemptId() {
        return attemptId;
    }

    /**
     * Records a file of the listing.
     *
     * @param size 0, 1 or 2 from small to large
     */
    void markSeen(int size, PhotoFile file) {
        seen |= 1 << size;
        switch (size) {
            case 0 -> small = file.length();
            case 1 -> medium = file.length();
            default -> large = file.length();
        }
        lastModified = Math.max(lastModified, file.lastModified().getEpochSecond());
    }

    boolean complete() {
        return seen == ALL_THREE;
    }

    /** As listed; the length of a file that was not listed is 0. */
    WrittenFiles files() {
        return new WrittenFiles(Instant.ofEpochSecond(lastModified), small, medium, large);
    }
}
