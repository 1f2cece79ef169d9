package io.photosync.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The three files of a person as SharePoint answered to their upload, or as it was found to keep them. Its list says the same of
 * them for as long as nobody else writes: times and lengths are SharePoint's own, so no two clocks are compared. ETags would say more
 * than is wanted: SharePoint may count them up by itself when it looks into a picture.
 *
 * @param lastModified of the file that was written last, in whole seconds
 * @param small length in bytes; {@code medium} and {@code large} likewise
 */
public record WrittenFiles(Instant lastModified, long small, long medium, long large) {
    /** SharePoint's clock and ours differ by no more. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    public WrittenFiles {
        Fields.require("written files", "lastModified", lastModified);
    }

    /** Lengths of what was uploaded. */
    public record Sent(long small, long medium, long large) {
        private WrittenFiles at(Instant lastModified) {
            return new WrittenFiles(lastModified, small, medium, large);
        }
    }

    /**
     * What to believe of the answers to an upload. They may describe the files that were there before; then what we sent counts, and
     * SharePoint's time can be told from ours only roughly.
     *
     * @param before what was known of the files until then
     * @param began when the attempt began, by our clock
     */
    public WrittenFiles believed(Sent sent, Optional<WrittenFiles> before, Instant began) {
        boolean older = lastModified.isBefore(began.minus(CLOCKS))
                || before.filter(known -> !lastModified.isAfter(known.lastModified()))
                        .isPresent();
        return older ? sent.at(began.plus(CLOCKS)) : this;
    }
}
