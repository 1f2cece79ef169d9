package io.photosync.ops;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The optional body of a request that may be explained. */
public record ReasonRequest(
        @Schema(description = "Why; kept in the audit trail")
        Optional<String> reason) {}
