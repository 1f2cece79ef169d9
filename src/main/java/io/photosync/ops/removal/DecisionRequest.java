package io.photosync.ops.removal;

import io.photosync.ops.ApiException;
import io.photosync.ops.OperatorReason;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of a decision about held users. */
public record DecisionRequest(
        @Schema(description = "Why; kept in the audit trail", required = true)
        Optional<String> reason,

        @Schema(description = "Count only, change nothing") Optional<Boolean> dryRun) {

    /**
     * @param request null when the body was empty
     * @throws ApiException 400 when the reason is missing
     */
    static String requiredReason(DecisionRequest request) {
        if (request == null) {
            throw ApiException.badField("body", "must be a JSON object, got nothing");
        }
        return OperatorReason.required(request.reason());
    }

    boolean isDryRun() {
        return dryRun.orElse(false);
    }
}
