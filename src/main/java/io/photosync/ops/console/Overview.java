package io.photosync.ops.console;

import io.photosync.budget.BudgetState;
import io.photosync.event.FailureCode;
import io.photosync.event.LanePauses;
import io.photosync.identity.CredentialState;
import io.photosync.ledger.Difference;
import io.photosync.ops.report.ReportSummary;
import io.photosync.ops.status.BreakersStatus;
import io.photosync.ops.status.DriftStatus;
import io.photosync.ops.status.LeaderStatus;
import io.photosync.ops.status.LedgerStatus;
import io.photosync.ops.status.RosterStatus;
import io.photosync.ops.status.SpotCheckStatus;
import io.photosync.ops.status.SubscriptionStatus;
import io.photosync.ops.status.SweepStatus;
import io.photosync.sync.LaneState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the overview shows, as this replica sees it at one moment.
 *
 * @param at that moment
 * @param replica name of the replica
 * @param standing absent while the ledger is incomplete
 * @param letters open dead letters by code, most first
 */
record Overview(
        Instant at,
        String replica,
        Verdict verdict,
        Optional<Standing> standing,
        DelayChart delays,
        List<LettersOfCode> letters,
        Lanes lanes,
        List<ServiceView> services,
        LedgerStatus.State ledger,
        SweepStatus.State sweep,
        SubscriptionStatus.State subscription,
        DriftStatus.State drift,
        SpotCheckStatus.State spotCheck,
        RosterStatus.State roster,
        Held held,
        CredentialState credential,
        LeaderStatus.State leader) {

    /** @param waiting users whose photo is queued, being written or will be retried: nobody has to act */
    record Standing(long users, long inStep, long waiting, long dead, long other, long leftAlone) {
        static Standing of(ReportSummary summary) {
            long differing = sum(summary.differing());
            long waiting = sum(summary, Kind.WAITING);
            long dead = sum(summary, Kind.GIVEN_UP);
            return new Standing(
                    summary.inStep() + differing,
                    summary.inStep(),
                    waiting,
                    dead,
                    differing - waiting - dead,
                    sum(summary.leftAlone()));
        }

        private enum Kind {
            WAITING,
            GIVEN_UP,
            OTHER
        }

        private static Kind kind(Difference.Reason reason) {
            return switch (reason) {
                case ON_ITS_WAY, WRITING, RETRYING, NOT_YET, REMOVAL_PENDING, DRIFTED -> Kind.WAITING;
                case DEAD_LETTERED, DISCARDED -> Kind.GIVEN_UP;
                case MASS_CHANGE_HELD, OBSERVE_ONLY, SHARED_FILES, STALE_PICTURE, FILES_KEPT -> Kind.OTHER;
            };
        }

        private static long sum(ReportSummary summary, Kind kind) {
            return summary.differing().entrySet().stream()
                    .filter(entry -> kind(entry.getKey()) == kind)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        private static long sum(Map<?, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    record LettersOfCode(FailureCode code, int count) {}

    /** @param waitsFor why no lane starts a sync now */
    record Lanes(List<LaneView> each, LaneState work, Optional<String> waitsFor) {}

    /** @param name {@code live}, {@code bulk} or {@code retry}; retries cannot be paused by themselves */
    record LaneView(String name, long waiting, boolean pausable, Optional<LanePauses.Pause> pause) {}

    /** @param budget empty for Entra, which has no limits that we count */
    record ServiceView(String name, BreakersStatus.State breaker, Optional<BudgetState> budget) {
        public boolean up() {
            return breaker.state().equals("closed");
        }

        /** The limit with the least left, as a share from 0 to 1. */
        public double left() {
            return budget.stream()
                    .flatMap(state -> state.accounts().stream())
                    .filter(account -> account.limit() > 0)
                    .mapToDouble(account -> 1 - (double) account.used() / account.limit())
                    .min()
                    .orElse(1);
        }

        public long waiting() {
            return budget.stream()
                    .flatMap(state -> state.waiting().values().stream())
                    .mapToLong(Integer::longValue)
                    .sum();
        }
    }

    /** Users who wait for an operator's decision. */
    record Held(int removals, int leavers, int photos, int users) {
        public boolean any() {
            return removals + leavers + photos > 0;
        }
    }

    /** How long the sweep needs for all users, if it is on. */
    public Optional<Duration> noticedWithin() {
        return sweep.noticedWithin();
    }
}
