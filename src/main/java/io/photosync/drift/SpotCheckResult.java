package io.photosync.drift;

import java.time.Instant;
import java.util.List;

/**
 * What a spot check found: the value under {@value #KEY} in {@code photosync-state}.
 *
 * @param drawn users
 * @param same users of whom SharePoint shows what Exchange has
 * @param differing users of whom it does not, seen twice
 * @param passing users who differed and were seen the same the second time, or were worked on meanwhile
 * @param notCompared users of whom nothing could be said
 * @param repairs ordered
 * @param removals users whose picture is to be taken down, which detect has to confirm
 * @param differences those who differ, {@value #MOST} at most
 * @param draw whose turn is next
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
    public static final String KEY = "spot-check";
    static final int MOST = 20;

    public SpotCheckResult {
        differences = differences == null
                ? List.of()
                : List.copyOf(differences.subList(0, Math.min(MOST, differences.size())));
    }
}
