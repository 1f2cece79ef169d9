package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import io.photosync.drift.RepairMemory.Repaired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Repairs in a row after which a differing file is accepted, however it differs. */
    private static final int IN_A_ROW = 2;

    /** @param times consecutive repairs, this one included */
    record Again(DriftFinding finding, int times) {}

    /** State of a repair according to the ledger. */
    enum Fate {
        /** Its event is not finished yet. */
        PENDING,
        /** It wrote the current files. */
        DONE,
        /** Something else was written since, or nothing was written. */
        SUPERSEDED
    }

    /** Looks up the state of a repair. */
    @FunctionalInterface
    interface Fates {
        Fate of(Repaired repaired);
    }

    /** @param changedAtMost maximum repairs of changed files before it is known whether repairs last */
    static RepairPlan of(List<DriftFinding> findings, RepairMemory memory, Fates fates, int changedAtMost) {
        Verdicts verdicts = Verdicts.of(findings, memory, fates, Math.min(ENOUGH, changedAtMost));
        Optional<Alteration> alteration = verdicts.alteration().or(memory::alteration);
        List<Again> repair = new ArrayList<>();
        List<DriftFinding> accepted = new ArrayList<>();
        int changed = 0;
        int waiting = 0;
        int uncured = 0;
        for (DriftFinding finding : findings) {
            Verdict verdict = verdicts.on(finding);
            boolean explained = finding.change()
                    .flatMap(change -> alteration.filter(known -> known.explains(change)))
                    .isPresent();
            if (verdict == Verdict.CAME_BACK && finding.what() == What.CHANGED || explained) {
                accepted.add(finding);
            } else if (verdict == Verdict.CAME_BACK) {
                uncured++;
            } else if (finding.what() != What.CHANGED) {
                repair.add(new Again(finding, 1));
            } else if (changed < changedAtMost || verdicts.repairsLast()) {
                changed++;
                repair.add(new Again(finding, verdicts.timesOf(finding) + 1));
            } else {
                waiting++;
            }
        }
        return new RepairPlan(
                List.copyOf(repair),
                List.copyOf(accepted),
                waiting,
                uncured,
                new RepairMemory(verdicts.unsettled(), alteration));
    }

    /** Result of a user's last repair. */
    private enum Verdict {
        NONE,
        /** The files are again as before it, or it was the second in a row. */
        CAME_BACK,
        /** The files differ in another way. */
        OTHERWISE,
        LASTS
    }

    /** Verdicts on all remembered repairs. */
    private record Verdicts(
            int enough,
            Map<String, Repaired> done,
            Map<String, Verdict> verdicts,
            List<FilesChange> back,
            List<Repaired> unsettled) {

        static Verdicts of(List<DriftFinding> findings, RepairMemory memory, Fates fates, int enough) {
            Map<String, DriftFinding> found = new HashMap<>();
            findings.forEach(finding -> found.put(finding.userId(), finding));
            Verdicts verdicts =
                    new Verdicts(enough, new HashMap<>(), new HashMap<>(), new ArrayList<>(), new ArrayList<>());
            for (Repaired repaired : memory.repaired()) {
                switch (fates.of(repaired)) {
                    case PENDING -> verdicts.unsettled.add(repaired);
                    case DONE -> verdicts.add(repaired, Optional.ofNullable(found.get(repaired.userId())));
                    case SUPERSEDED -> {}
                }
            }
            return verdicts;
        }

        private void add(Repaired repaired, Optional<DriftFinding> found) {
            Verdict verdict = verdict(repaired, found);
            done.put(repaired.userId(), repaired);
            verdicts.put(repaired.userId(), verdict);
            if (verdict == Verdict.CAME_BACK) {
                found.flatMap(DriftFinding::change).ifPresent(back::add);
                if (repaired.what() != What.CHANGED) {
                    unsettled.add(repaired); // Not repaired again while the difference persists.
                }
            }
        }

        private static Verdict verdict(Repaired repaired, Optional<DriftFinding> found) {
            if (found.isEmpty()) {
                return Verdict.LASTS;
            }
            if (found.get().what() != repaired.what() || repaired.what() == What.MISSING) {
                return Verdict.NONE;
            }
            boolean same = repaired.what() != What.CHANGED
                    || repaired.times() >= IN_A_ROW
                    || found.get()
                            .change()
                            .filter(change ->
                                    repaired.seen().filter(change::similarTo).isPresent())
                            .isPresent();
            return same ? Verdict.CAME_BACK : Verdict.OTHERWISE;
        }

        Verdict on(DriftFinding finding) {
            return verdicts.getOrDefault(finding.userId(), Verdict.NONE);
        }

        int timesOf(DriftFinding finding) {
            return on(finding) == Verdict.OTHERWISE ? done.get(finding.userId()).times() : 0;
        }

        /** Known when most repaired users differ again. */
        Optional<Alteration> alteration() {
            return back.size() >= enough && back.size() > lasting()
                    ? Optional.of(Alteration.of(back))
                    : Optional.empty();
        }

        /** Whether repairs last: then another writer caused the changes, and all users are repaired. */
        boolean repairsLast() {
            return lasting() >= enough && back.isEmpty();
        }

        private long lasting() {
            return done.values().stream()
                    .filter(repaired -> repaired.what() == What.CHANGED)
                    .filter(repaired -> verdicts.get(repaired.userId()) == Verdict.LASTS)
                    .count();
        }
    }
}
