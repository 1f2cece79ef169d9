package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import io.photosync.drift.RepairMemory.Repaired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done about the findings of a check, given what became of the repairs of the one before. What SharePoint itself makes of our
 * files is accepted, so that no check writes the same users again and again. Where more users' files changed than one check may
 * write, some are written, and the others wait until the next check has seen whether that lasted.
 *
 * @param repair to be written again
 * @param accepted whose files are taken as they are
 * @param waiting how many wait for what becomes of the others
 * @param uncured who was written again in vain, and is only told of
 * @param kept of the memory, for the next check
 */
record RepairPlan(List<Again> repair, List<DriftFinding> accepted, int waiting, int uncured, RepairMemory kept) {
    /** With fewer that came back it may be chance. */
    private static final int ENOUGH = 5;

    /** A file that is another whenever we have written it is SharePoint's matter, however it differs. */
    private static final int IN_A_ROW = 2;

    /** @param times how often in a row it is repaired then */
    record Again(DriftFinding finding, int times) {}

    /** What became of a repair, as the ledger tells it. */
    enum Fate {
        /** It is on its way. */
        COMING,
        /** It wrote what stands now. */
        DONE,
        /** Something else was written since, or nothing was. */
        OVERTAKEN
    }

    /** Tells what became of a repair. */
    @FunctionalInterface
    interface Fates {
        Fate of(Repaired repaired);
    }

    /** @param changedAtMost of users whose files changed may be repaired before it is known whether that lasts */
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

    /** What the last repair of a user came to. */
    private enum Verdict {
        NONE,
        /** The files are as they were before it, or it was the second in a row. */
        CAME_BACK,
        /** They differ, and in another way. */
        OTHERWISE,
        LASTS
    }

    /** The verdicts on all repairs that are remembered. */
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
                    case COMING -> verdicts.unsettled.add(repaired);
                    case DONE -> verdicts.add(repaired, Optional.ofNullable(found.get(repaired.userId())));
                    case OVERTAKEN -> {}
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
                    unsettled.add(repaired); // As long as it is found again it is not repaired again.
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
                                    repaired.seen().filter(change::about).isPresent())
                            .isPresent();
            return same ? Verdict.CAME_BACK : Verdict.OTHERWISE;
        }

        Verdict on(DriftFinding finding) {
            return verdicts.getOrDefault(finding.userId(), Verdict.NONE);
        }

        int timesOf(DriftFinding finding) {
            return on(finding) == Verdict.OTHERWISE ? done.get(finding.userId()).times() : 0;
        }

        /** Known where most of those who were written again are found so again. */
        Optional<Alteration> alteration() {
            return back.size() >= enough && back.size() > lasting()
                    ? Optional.of(Alteration.of(back))
                    : Optional.empty();
        }

        /** Whether what was repaired stays repaired: then it was somebody else, and all are repaired. */
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
