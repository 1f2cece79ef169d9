package io.photosync.drift;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One check of the library: the value under {@value #KEY} in {@code photosync-state}.
 *
 * @param ended when all that was found was ordered; without it the check is to be done again
 * @param files in the library
 * @param missing people with a file too few
 * @param changed people with a file that somebody else wrote
 * @param ordered repairs
 * @param unnamed people who could not be repaired since the directory did not tell their name
 * @param orphans people whose files of ours nobody uses any more; deleted, unless photo sync only observes
 * @param unknown files that are none of ours
 */
public record DriftCheck(
        Instant began,
        Optional<Instant> ended,
        long files,
        int missing,
        int changed,
        int ordered,
        int unnamed,
        int orphans,
        long unknown) {
    public static final String KEY = "drift";

    static DriftCheck begun(Instant now) {
        return new DriftCheck(now, Optional.empty(), 0, 0, 0, 0, 0, 0, 0);
    }

    /** The same with what the listing showed. */
    DriftCheck found(Tally tally, List<Finding> findings) {
        int gone = (int) findings.stream()
                .filter(finding -> finding.what() == Finding.What.MISSING)
                .count();
        return new DriftCheck(
                began, ended, tally.files(), gone, findings.size() - gone, ordered, unnamed, orphans, tally.unknown());
    }

    /** The same with what came of it. */
    DriftCheck ended(Repairs.Ordered repairs, int orphansFound, Instant now) {
        return new DriftCheck(
                began,
                Optional.of(now),
                files,
                missing,
                changed,
                repairs.repairs(),
                repairs.unnamed(),
                orphansFound,
                unknown);
    }
}
