package io.photosync.drift;

import io.photosync.event.WrittenFiles;
import java.time.Duration;
import java.util.List;

/** How a user's files differ from what SharePoint said of them when they were written. */
record FilesChange(WrittenFiles written, WrittenFiles seen) {
    /** A picture that is made anew of the same bytes has the same length, but for what a program notes in it. */
    private static final long ABOUT = 64;

    /** Another length, or a later time; an earlier time is no sign of a later writer. */
    boolean real() {
        return later().isPositive() || longer().stream().anyMatch(bytes -> bytes != 0);
    }

    /** How much later the last of them was changed than we changed it. */
    Duration later() {
        return Duration.between(written.lastModified(), seen.lastModified());
    }

    /** By how many bytes they are longer than they were, small to large. */
    List<Long> longer() {
        return List.of(
                seen.small() - written.small(), seen.medium() - written.medium(), seen.large() - written.large());
    }

    /** Whether they were made into about the same files as once before. */
    boolean about(WrittenFiles before) {
        return new FilesChange(before, seen).longer().stream().allMatch(bytes -> Math.abs(bytes) <= ABOUT);
    }
}
