package io.photosync.ops.report;

import io.photosync.ops.ApiException;
import io.photosync.ops.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The report on users whose photo in SharePoint is not Exchange's, and why. */
@Path("/ops/api/report")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "Report", description = "Users whose photo in SharePoint is not Exchange's, and why")
public class ReportResource {
    private static final String CSV = "text/csv";
    private static final MediaType CSV_TYPE = MediaType.valueOf(CSV);

    private final Report report;

    ReportResource(Report report) {
        this.report = report;
    }

    /** @param items sorted by user id */
    @Schema(name = "Report")
    public record ReportView(List<ReportRow> items, ReportSummary summary) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "Lists all users whose photo in SharePoint is not Exchange's, as far as is known",
            description =
                    "Read from this replica's ledger, without a request to Microsoft. Accept text/csv returns CSV.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ReportView.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "400", description = "format is neither json nor csv")
    @APIResponse(responseCode = "503", description = "The ledger is still being read from Kafka")
    public Response report(
            @Parameter(description = "json or csv; overrides the Accept header") @QueryParam("format") String format,
            @Context HttpHeaders headers) {
        report.requireLedger();
        return csv(format, headers)
                ? answer(CSV + ";charset=UTF-8", report::csv)
                : answer(MediaType.APPLICATION_JSON, report::json);
    }

    private static boolean csv(String format, HttpHeaders headers) {
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            case null ->
                headers.getAcceptableMediaTypes().stream()
                        .filter(type ->
                                type.isCompatible(MediaType.APPLICATION_JSON_TYPE) || type.isCompatible(CSV_TYPE))
                        .findFirst()
                        .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                        .isPresent();
            default -> throw ApiException.badField("format", "must be json or csv, got " + format);
        };
    }

    private static Response answer(String type, StreamingOutput body) {
        return Response.ok(body, type)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
