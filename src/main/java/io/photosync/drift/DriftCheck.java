package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One check of the library: the value under {@code drift} in {@code photosync-state}.
 *
 * @param began start of the listing
 * @param ended when all remedies were applied; absent means the check must be repeated
 * @param files in the library
 * @param missing users with a missing file
 * @param changed users with a file that differs from what we wrote
 * @param ordered repairs
 * @param unnamed users who could not be repaired because the directory did not return their name
 * @param orphans users with unused files of ours; deleted, unless photo sync only observes
 * @param unknown files that are not ours
 * @param details further results; absent in checks of earlier versions
 * @param trouble why later checks failed, if they did
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

    /**
     * All values count users.
     *
     * @param shared with files of the same name as another user's
     * @param newer with newer files under their object id than those that we wrote under another name
     * @param stale with a picture in SharePoint that Exchange already lacked before photo sync was installed
     * @param accepted whose files are accepted as SharePoint keeps them
     * @param waiting whose repair waits until it is known whether repairs last
     * @param uncured whose repair had no effect
     * @param moved written when SharePoint had another host, and repaired for the new one
     */
    public record Details(int shared, int newer, int stale, int accepted, int waiting, int uncured, int moved) {}

    /**
     * Consecutive checks that failed.
     *
     * @param since first failure
     * @param latest last failure
     * @param times number of failures
     * @param words Microsoft's message
     */
    public record Trouble(Instant since, Instant latest, int times, String words) {}

    static DriftCheck begun(Instant now) {
        return new DriftCheck(now, Optional.empty(), 0, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());
    }

    /** A copy with the results of the listing. */
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

    /** Results of the remedies. */
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

    /** A copy with one more failure; the results of the last complete check stay. */
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
