package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import io.photosync.drift.RepairResults.Fates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plan for the findings of a check, given the results of the previous check's repairs. SharePoint's own alterations are
 * accepted, so that no check writes the same users again and again. When more users' files changed than one check may
 * repair, some are repaired, and the others wait until the next check has seen whether repairs last.
 *
 * @param repair to be written again
 * @param accepted files to accept as they are
 * @param waiting number of users who wait
 * @param uncured number of users whose repair had no effect; only reported
 * @param kept memory for the next check
 */
record RepairPlan(List<Again> repair, List<DriftFinding> accepted, int waiting, int uncured, RepairMemory kept) {
    /** Minimum of repeated differences; fewer may be chance. */
    private static final int ENOUGH = 5;

    /** @param times consecutive repairs, this one included */
    record Again(DriftFinding finding, int times) {}

    /** @param changedAtMost maximum repairs of changed files before it is known whether repairs last */
    static RepairPlan of(List<DriftFinding> findings, RepairMemory memory, Fates fates, int changedAtMost) {
        RepairResults results = new RepairResults(findings, memory, fates, Math.min(ENOUGH, changedAtMost));
        Optional<Alteration> alteration = results.alteration().or(memory::alteration);
        List<Again> repair = new ArrayList<>();
        List<DriftFinding> accepted = new ArrayList<>();
        int changed = 0;
        int waiting = 0;
        int uncured = 0;
        for (DriftFinding finding : findings) {
            RepairResult result = results.of(finding);
            boolean explained = finding.change()
                    .flatMap(change -> alteration.filter(known -> known.explains(change)))
                    .isPresent();
            if (result == RepairResult.CAME_BACK && finding.what() == What.CHANGED || explained) {
                accepted.add(finding);
            } else if (result == RepairResult.CAME_BACK) {
                uncured++;
            } else if (finding.what() != What.CHANGED) {
                repair.add(new Again(finding, 1));
            } else if (changed < changedAtMost || results.repairsLast()) {
                changed++;
                repair.add(new Again(finding, results.timesOf(finding) + 1));
            } else {
                waiting++;
            }
        }
        return new RepairPlan(
                List.copyOf(repair),
                List.copyOf(accepted),
                waiting,
                uncured,
                new RepairMemory(results.unsettled(), alteration));
    }
}
