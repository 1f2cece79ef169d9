package io.photosync.ops.report;

import io.photosync.ledger.Difference;
import io.photosync.ledger.SyncStatus;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Numbers of users by sync status.
 *
 * @param inStep users in sync
 * @param differing rows of the report, by reason
 * @param leftAlone users whom photo sync does not manage, by reason
 */
@Schema(name = "ReportSummary")
public record ReportSummary(
        Instant at, long inStep, Map<Difference.Reason, Long> differing, Map<SyncStatus.Why, Long> leftAlone) {}
