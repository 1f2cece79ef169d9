package io.photosync.drift;

import io.photosync.event.WrittenFiles;
import java.time.Duration;
import java.util.List;

/** Difference between a user's files as listed and as SharePoint reported them after writing. */
record FilesChange(WrittenFiles written, WrittenFiles seen) {
    /** Tolerance in bytes: a picture re-encoded from the same bytes keeps its length, apart from metadata. */
    private static final long TOLERANCE = 64;

    /** Another length, or a later time; an earlier time does not indicate a later writer. */
    boolean real() {
        return later().isPositive() || growth().stream().anyMatch(bytes -> bytes != 0);
    }

    /** Delay between our write and the last modification. */
    Duration later() {
        return Duration.between(written.lastModified(), seen.lastModified());
    }

    /** Growth of each file in bytes, small to large. */
    List<Long> growth() {
        return List.of(
                seen.small() - written.small(), seen.medium() - written.medium(), seen.large() - written.large());
    }

    /** Whether the files are about the same as those seen before. */
    boolean similarTo(WrittenFiles before) {
        return new FilesChange(before, seen).growth().stream().allMatch(bytes -> Math.abs(bytes) <= TOLERANCE);
    }
}
