package io.photosync.ops.report;

import io.photosync.drift.Difference;
import io.photosync.drift.SyncStatus;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many people stand how.
 *
 * @param differing the rows of the report, by reason
 * @param leftAlone people whom photo sync does not look after, by why
 */
@Schema(name = "ReportSummary")
public record ReportSummary(
        Instant at, long inStep, Map<Difference.Reason, Long> differing, Map<SyncStatus.Why, Long> leftAlone) {}
