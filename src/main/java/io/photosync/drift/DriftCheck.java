package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One check of the library: the value under {@value #KEY} in {@code photosync-state}.
 *
 * @param ended when all that was found was ordered; without it the check is to be done again
 * @param files in the library
 * @param missing people with a file too few
 * @param changed people with a file that is not as we left it
 * @param ordered repairs
 * @param unnamed people who could not be repaired since the directory did not tell their name
 * @param orphans people whose files of ours nobody uses any more; deleted, unless photo sync only observes
 * @param unknown files that are none of ours
 * @param details what else was found; checks of earlier versions have none
 * @param trouble why no check got to its end since
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
        long unknown,
        Optional<Details> details,
        Optional<Trouble> trouble) {
    public static final String KEY = "drift";

    /**
     * Users, all of them.
     *
     * @param shared with files of the same name as another user's
     * @param newer with newer files under their object id than those that we wrote under another name
     * @param stale whom SharePoint shows a picture of that Exchange had no longer before photo sync came
     * @param accepted whose files are taken as SharePoint keeps them
     * @param waiting whose files changed, and who wait until it is known whether writing them again lasts
     * @param uncured who were written again in vain
     * @param moved who were written when SharePoint had another host, and are written again
     */
    public record Details(int shared, int newer, int stale, int accepted, int waiting, int uncured, int moved) {}

    /**
     * Checks that were refused or broke off, one after another.
     *
     * @param since the first of them
     * @param latest the last of them
     * @param words Microsoft's
     */
    public record Trouble(Instant since, Instant latest, int times, String words) {}

    static DriftCheck begun(Instant now) {
        return new DriftCheck(now, Optional.empty(), 0, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());
    }

    /** The same with what the listing showed. */
    DriftCheck found(LibraryComparison libraryComparison, List<DriftFinding> findings) {
        return new DriftCheck(
                began,
                ended,
                libraryComparison.files(),
                count(findings, What.MISSING),
                count(findings, What.CHANGED),
                ordered,
                unnamed,
                orphans,
                libraryComparison.unknown(),
                Optional.of(new Details(count(findings, What.SHARED), count(findings, What.NEWER), 0, 0, 0, 0, 0)),
                Optional.empty());
    }

    /** What came of it. */
    record Results(RepairPlan plan, Repairs.Ordered repairs, int accepted, int stale, int moved, int orphans) {}

    DriftCheck ended(Results results, Instant now) {
        Details so = details.orElseThrow();
        return new DriftCheck(
                began,
                Optional.of(now),
                files,
                missing,
                changed,
                results.repairs().repairs(),
                results.repairs().unnamed(),
                results.orphans(),
                unknown,
                Optional.of(new Details(
                        so.shared(),
                        so.newer(),
                        results.stale(),
                        results.accepted(),
                        results.plan().waiting(),
                        results.plan().uncured(),
                        results.moved())),
                Optional.empty());
    }

    /** The same once more in vain; when it was done last, and what it found then, stays. */
    DriftCheck failed(String words, Instant now) {
        Trouble more = trouble.map(so -> new Trouble(so.since(), now, so.times() + 1, words))
                .orElseGet(() -> new Trouble(now, now, 1, words));
        return new DriftCheck(
                began, ended, files, missing, changed, ordered, unnamed, orphans, unknown, details, Optional.of(more));
    }

    private static int count(List<DriftFinding> findings, What what) {
        return (int) findings.stream().filter(finding -> finding.what() == what).count();
    }
}
