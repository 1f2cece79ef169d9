package io.photosync.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The three files of a user as SharePoint described them after their upload, or as it was found to keep them. Its list
 * says the same for as long as nothing else writes: times and lengths are SharePoint's own, so no two clocks are
 * compared. ETags would be too strict: SharePoint may increase them by itself when it inspects a picture.
 *
 * @param lastModified of the file that was written last, in whole seconds
 * @param small length in bytes; {@code medium} and {@code large} likewise
 */
public record WrittenFiles(Instant lastModified, long small, long medium, long large) {
    /** Largest assumed difference between SharePoint's clock and ours. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    public WrittenFiles {
        Fields.require("written files", "lastModified", lastModified);
    }

    /** Lengths of the uploads. */
    public record Sent(long small, long medium, long large) {
        private WrittenFiles at(Instant lastModified) {
            return new WrittenFiles(lastModified, small, medium, large);
        }
    }

    /**
     * Interprets the answers to an upload. They may describe the previous files; then the lengths that we sent count,
     * and SharePoint's time follows from ours only roughly.
     *
     * @param before what was known of the files until then
     * @param began when the attempt started, by our clock
     */
    public WrittenFiles believed(Sent sent, Optional<WrittenFiles> before, Instant began) {
        boolean older = lastModified.isBefore(began.minus(CLOCKS))
                || before.filter(known -> !lastModified.isAfter(known.lastModified()))
                        .isPresent();
        return older ? sent.at(began.plus(CLOCKS)) : this;
    }
}
