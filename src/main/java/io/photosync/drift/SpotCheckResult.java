package io.photosync.drift;

import java.time.Instant;
import java.util.List;

/**
 * Result of a spot check: the value under {@code spot-check} in {@code photosync-state}.
 *
 * @param drawn number of users
 * @param same users for whom SharePoint shows Exchange's photo
 * @param differing users for whom it does not, confirmed by a second comparison
 * @param passing users whose difference was not confirmed, or who had work in progress
 * @param notCompared users who could not be compared
 * @param repairs published
 * @param removals users whose picture should be taken down, which detect must confirm
 * @param differences confirmed differences, {@value #MOST} at most
 * @param draw state of the draw, for the next check
 */
public record SpotCheckResult(
        Instant began,
        Instant ended,
        int drawn,
        int same,
        int differing,
        int passing,
        int notCompared,
        int repairs,
        int removals,
        List<Comparison> differences,
        RandomOrder draw) {
    static final int MOST = 20;

    public SpotCheckResult {
        differences = differences == null
                ? List.of()
                : List.copyOf(differences.subList(0, Math.min(MOST, differences.size())));
    }
}
