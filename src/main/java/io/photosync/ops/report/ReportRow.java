package io.photosync.ops.report;

import io.photosync.ledger.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user whose photo in SharePoint is not Exchange's, as JSON and as a line of CSV. */
@Schema(name = "ReportRow")
public record ReportRow(
        String userId,
        Optional<String> userPrincipalName,

        @Schema(
                description = "ON_ITS_WAY: another photo was found, and its event is queued."
                        + " WRITING: SharePoint is being written. RETRYING: writing failed and will be retried."
                        + " DEAD_LETTERED: given up; to be replayed or discarded."
                        + " DISCARDED: given up, and discarded by an operator."
                        + " MASS_CHANGE_HELD: many users got the same photo at once, and it is held or was refused."
                        + " OBSERVE_ONLY: would be written, but photo sync only observes."
                        + " NOT_YET: another photo was seen in Exchange, and its event is not published yet."
                        + " REMOVAL_PENDING: Exchange no longer has a photo, and SharePoint still shows one."
                        + " DRIFTED: SharePoint does not hold what was written: another program or user deleted or"
                        + " replaced it."
                        + " SHARED_FILES: another user's files in SharePoint have the same names."
                        + " STALE_PICTURE: Exchange already had no photo before photo sync was installed, and"
                        + " SharePoint still shows one."
                        + " FILES_KEPT: taken down, but SharePoint refuses to delete its files; deleting is retried.")
        Difference.Reason reason,

        @Schema(description = "Code of the failure, or cause of the event")
        Optional<String> code,

        String detail,
        Optional<Instant> since) {

    public static final List<String> COLUMNS =
            List.of("userId", "userPrincipalName", "reason", "code", "detail", "since");

    static ReportRow of(String userId, Optional<String> userPrincipalName, Difference difference) {
        return new ReportRow(
                userId,
                userPrincipalName,
                difference.reason(),
                difference.code(),
                difference.detail(),
                difference.since());
    }

    public List<String> values() {
        return List.of(
                userId,
                userPrincipalName.orElse(""),
                reason.name(),
                code.orElse(""),
                detail,
                since.map(Instant::toString).orElse(""));
    }
}
