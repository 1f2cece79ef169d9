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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the overview shows, as this replica sees it at one moment.
 *
 * @param at that moment
 * @param replica name of the replica
 * @param counts absent while the ledger is incomplete
 * @param letters open dead letters by code, most first
 */
record Overview(
        Instant at,
        String replica,
        OverviewHeadline headline,
        Optional<Counts> counts,
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

    /**
     * @param waiting users whose photo is queued, being written or will be retried: nobody has to act
     * @param dead users with an open dead letter; {@code discarded} are not tried any more
     */
    record Counts(long users, long inStep, long waiting, long dead, long discarded, long other, long leftAlone) {
        private enum Kind {
            WAITING,
            DEAD,
            DISCARDED,
            OTHER;

            static Kind of(Difference.Reason reason) {
                return switch (reason) {
                    case ON_ITS_WAY, WRITING, RETRYING, NOT_YET, REMOVAL_PENDING, DRIFTED -> WAITING;
                    case DEAD_LETTERED -> DEAD;
                    case DISCARDED -> Kind.DISCARDED;
                    case MASS_CHANGE_HELD, OBSERVE_ONLY, SHARED_FILES, STALE_PICTURE, FILES_KEPT -> OTHER;
                };
            }
        }

        static Counts of(ReportSummary summary) {
            Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
            summary.differing().forEach((reason, users) -> kinds.merge(Kind.of(reason), users, Long::sum));
            return new Counts(
                    summary.inStep() + sum(kinds),
                    summary.inStep(),
                    kinds.getOrDefault(Kind.WAITING, 0L),
                    kinds.getOrDefault(Kind.DEAD, 0L),
                    kinds.getOrDefault(Kind.DISCARDED, 0L),
                    kinds.getOrDefault(Kind.OTHER, 0L),
                    sum(summary.leftAlone()));
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
