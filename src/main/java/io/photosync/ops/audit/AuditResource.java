package io.photosync.ops.audit;

import io.photosync.ops.QueryNumbers;
import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Operators' actions. */
@Path("/ops/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Audit", description = "Operators' actions, kept for a year")
public class AuditResource {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;

    private final Audit audit;

    AuditResource(Audit audit) {
        this.audit = audit;
    }

    /** @param items newest first */
    public record AuditView(List<AuditEntry> items) {}

    @GET
    @Operation(summary = "Lists operators' actions, newest first")
    @APIResponseSchema(AuditView.class)
    @APIResponse(responseCode = "400", description = "limit is no such number")
    public AuditView newest(
            @Parameter(
                            description = "Maximum number of entries",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    String limit) {
        return new AuditView(audit.newest(QueryNumbers.within("limit", limit, DEFAULT_LIMIT, MAX_LIMIT)));
    }
}
