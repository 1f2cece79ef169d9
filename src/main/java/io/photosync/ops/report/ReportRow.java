package io.photosync.ops.report;

import io.photosync.drift.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody whose photo in SharePoint is not Exchange's, in JSON and as a line of CSV. */
@Schema(name = "ReportRow")
public record ReportRow(
        String userId,
        Optional<String> userPrincipalName,

        @Schema(
                description = "ON_ITS_WAY: another photo was found, and its event waits for its turn."
                        + " WRITING: SharePoint is being written. RETRYING: writing failed and is tried again."
                        + " DEAD_LETTERED: given up; to be replayed or discarded."
                        + " DISCARDED: given up, and an operator decided to leave it so."
                        + " MASS_CHANGE_HELD: many users got the same photo at once, and it is held or was refused."
                        + " OBSERVE_ONLY: would be written, but photo sync only observes."
                        + " NOT_YET: another photo was seen in Exchange, and no event is on its way yet."
                        + " REMOVAL_PENDING: Exchange has no photo any more, and SharePoint still shows one."
                        + " DRIFTED: SharePoint does not hold what was written: somebody else deleted or replaced it."
                        + " SHARED_FILES: another user's files in SharePoint have the same names."
                        + " STALE_PICTURE: Exchange had no photo any more before photo sync came, and SharePoint still"
                        + " shows one.")
        Difference.Reason reason,

        @Schema(description = "Of the failure, or the cause of the event")
        Optional<String> code,

        String detail,
        Optional<Instant> since) {

    static final List<String> COLUMNS = List.of("userId", "userPrincipalName", "reason", "code", "detail", "since");

    static ReportRow of(String userId, Optional<String> userPrincipalName, Difference difference) {
        return new ReportRow(
                userId,
                userPrincipalName,
                difference.reason(),
                difference.code(),
                difference.detail(),
                difference.since());
    }

    List<String> values() {
        return List.of(
                userId,
                userPrincipalName.orElse(""),
                reason.name(),
                code.orElse(""),
                detail,
                since.map(Instant::toString).orElse(""));
    }
}
