package io.photosync.sync;

import io.photosync.event.FailureCode;
import io.photosync.event.SkipReason;
import io.photosync.sync.Outcome.Evidence;
import org.jboss.logging.Logger;

/** One log line for the outcome of each attempt. */
final class OutcomeLog {
    private static final Logger LOG = Logger.getLogger(OutcomeLog.class);

    private OutcomeLog() {}

    static void write(Attempt attempt, Outcome outcome, Disposition disposition) {
        String user = attempt.task().userId();
        TaskSource lane = attempt.task().source();
        int number = attempt.number();
        switch (outcome) {
            case Outcome.Synced synced -> LOG.infof("synced user=%s lane=%s attempt=%d", user, lane, number);
            case Outcome.Unchanged unchanged -> LOG.infof("unchanged user=%s lane=%s attempt=%d", user, lane, number);
            case Outcome.Removed removed -> LOG.infof("removed user=%s lane=%s attempt=%d", user, lane, number);
            case Outcome.FilesKept kept ->
                LOG.warnf(
                        "removed user=%s lane=%s attempt=%d code=%s files=%s: %s",
                        user, lane, number, FailureCode.FILES_KEPT, kept.files(), kept.refusal());
            case Outcome.Held(String sha256) ->
                LOG.infof("held user=%s lane=%s reason=%s sha256=%s", user, lane, SkipReason.MASS_CHANGE_HELD, sha256);
            case Outcome.Skipped(SkipReason reason) ->
                LOG.infof("skipped user=%s lane=%s reason=%s", user, lane, reason);
            case Outcome.Unconfirmed(String detail) ->
                LOG.infof("removal to be confirmed again user=%s lane=%s: %s", user, lane, detail);
            case Outcome.Retry retry ->
                failed(
                        disposition == Disposition.RETRIED ? "to be retried" : "dead-lettered",
                        attempt,
                        retry.code(),
                        retry.evidence());
            case Outcome.Rejected(FailureCode code, Evidence evidence) ->
                failed("dead-lettered", attempt, code, evidence);
            case Outcome.Deferred deferred ->
                LOG.debugf("waits user=%s lane=%s service=%s: %s", user, lane, deferred.service(), deferred.detail());
        }
    }

    private static void failed(String what, Attempt attempt, FailureCode code, Evidence evidence) {
        LOG.warnf(
                "%s user=%s lane=%s attempt=%d code=%s: %s",
                what, attempt.task().userId(), attempt.task().source(), attempt.number(), code, evidence.detail());
    }
}
