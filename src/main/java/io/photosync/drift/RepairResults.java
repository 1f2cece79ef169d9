package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import io.photosync.drift.RepairMemory.Repaired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of the remembered repairs, as the findings of the next check show them. */
final class RepairResults {
    /** Repairs in a row after which a differing file is accepted, however it differs. */
    private static final int IN_A_ROW = 2;

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

    private record Finished(Repaired repaired, RepairResult result) {}

    private final int enough;
    private final Map<String, Finished> finished = new HashMap<>();
    private final List<FilesChange> cameBack = new ArrayList<>();
    private final List<Repaired> unsettled = new ArrayList<>();

    /** @param enough number of equal results that are no chance */
    RepairResults(List<DriftFinding> findings, RepairMemory memory, Fates fates, int enough) {
        this.enough = enough;
        Map<String, DriftFinding> found = new HashMap<>();
        findings.forEach(finding -> found.put(finding.userId(), finding));
        for (Repaired repaired : memory.repaired()) {
            switch (fates.of(repaired)) {
                case PENDING -> unsettled.add(repaired);
                case DONE -> add(repaired, Optional.ofNullable(found.get(repaired.userId())));
                case SUPERSEDED -> {}
            }
        }
    }

    private void add(Repaired repaired, Optional<DriftFinding> found) {
        RepairResult result = found.map(finding -> result(repaired, finding)).orElse(RepairResult.LASTS);
        finished.put(repaired.userId(), new Finished(repaired, result));
        if (result == RepairResult.CAME_BACK) {
            found.flatMap(DriftFinding::change).ifPresent(cameBack::add);
            if (repaired.what() != What.CHANGED) {
                unsettled.add(repaired); // Not repaired again while the difference persists.
            }
        }
    }

    private static RepairResult result(Repaired repaired, DriftFinding finding) {
        if (finding.what() != repaired.what() || repaired.what() == What.MISSING) {
            return RepairResult.NONE;
        }
        boolean same = repaired.what() != What.CHANGED || repaired.times() >= IN_A_ROW || isSimilar(repaired, finding);
        return same ? RepairResult.CAME_BACK : RepairResult.OTHERWISE;
    }

    private static boolean isSimilar(Repaired repaired, DriftFinding finding) {
        return finding.change()
                .flatMap(change -> repaired.seen().filter(change::similarTo))
                .isPresent();
    }

    RepairResult of(DriftFinding finding) {
        Finished last = finished.get(finding.userId());
        return last == null ? RepairResult.NONE : last.result();
    }

    /** Repairs of this user in a row up to now. */
    int timesOf(DriftFinding finding) {
        return of(finding) == RepairResult.OTHERWISE
                ? finished.get(finding.userId()).repaired().times()
                : 0;
    }

    /** Repairs to remember: those without a result, and those not to be tried again. */
    List<Repaired> unsettled() {
        return List.copyOf(unsettled);
    }

    /** What SharePoint makes of our files. Known when most repaired users differ again. */
    Optional<Alteration> alteration() {
        return cameBack.size() >= enough && cameBack.size() > lasting()
                ? Optional.of(Alteration.of(cameBack))
                : Optional.empty();
    }

    /** Whether repairs last: then another writer caused the changes, and all users are repaired. */
    boolean repairsLast() {
        return lasting() >= enough && cameBack.isEmpty();
    }

    private long lasting() {
        return finished.values().stream()
                .filter(one -> one.repaired().what() == What.CHANGED)
                .filter(one -> one.result() == RepairResult.LASTS)
                .count();
    }
}
