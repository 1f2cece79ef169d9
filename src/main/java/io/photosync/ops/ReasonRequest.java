package io.photosync.ops;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The optional body of a request that may be explained. */
public record ReasonRequest(
        @Schema(description = "Why; kept in the audit trail")
        Optional<String> reason) {

    /** @param body null or empty means a request without a reason, whatever its content type */
    public static Optional<String> read(byte[] body) {
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        try {
            return OperatorReason.checked(
                    EventJson.read(body, ReasonRequest.class).reason());
        } catch (UnreadableRecord e) {
            throw ApiException.badField("body", "must be a JSON object with a reason, got " + e.getMessage());
        }
    }
}
