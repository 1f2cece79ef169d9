package io.photosync.ops.console;

import io.photosync.ledger.Difference;
import io.photosync.ops.Roles;
import io.photosync.ops.report.Csv;
import io.photosync.ops.report.Report;
import io.photosync.ops.report.ReportRow;
import io.photosync.ops.report.ReportSummary;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Users whose photo in SharePoint is not Exchange's, and why: as a page, and as CSV with the same filter. */
@Path("/ops")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class ReportPage {
    private final Report report;
    private final SyncStatusSummary syncStatus;

    ReportPage(Report report, SyncStatusSummary syncStatus) {
        this.report = report;
        this.syncStatus = syncStatus;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance report(View view);
    }

    /**
     * @param rows at most one page of them
     * @param next link to the next page; empty on the last one
     * @param csv link to all rows of this filter
     */
    record View(
            ReportFilter filter,
            ReportSummary summary,
            List<ReasonCount> reasons,
            long matching,
            List<ReportRow> rows,
            Optional<String> next,
            String csv) {}

    /** @param link this page with that reason only, or with all when it is chosen already */
    record ReasonCount(Difference.Reason reason, long users, boolean chosen, String link) {}

    @GET
    @Path("report")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(
            @QueryParam("reason") String reason, @QueryParam("q") String words, @QueryParam("after") String after) {
        ReportFilter filter = ReportFilter.of(reason, words);
        RowsOfPage rows = new RowsOfPage(filter, Optional.ofNullable(after));
        ReportSummary summary = walk(rows);
        return Templates.report(new View(
                filter,
                summary,
                reasons(summary, filter),
                rows.matching(),
                rows.page(),
                rows.next().map(last -> "/ops/report" + filter.query().with("after", last)),
                "/ops/report.csv" + filter.query()));
    }

    @GET
    @Path("report.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response csv(@QueryParam("reason") String reason, @QueryParam("q") String words) {
        ReportFilter filter = ReportFilter.of(reason, words);
        report.requireLedger();
        StreamingOutput lines = out -> write(filter, out);
        return Response.ok(lines, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"photo-sync-report.csv\"")
                .build();
    }

    private void write(ReportFilter filter, OutputStream out) throws IOException {
        try (OutputStream buffered = new BufferedOutputStream(out)) {
            buffered.write(Csv.line(ReportRow.COLUMNS).getBytes(StandardCharsets.UTF_8));
            report.walk(row -> {
                if (filter.matches(row)) {
                    buffered.write(Csv.line(row.values()).getBytes(StandardCharsets.UTF_8));
                }
            });
        }
    }

    private ReportSummary walk(RowsOfPage rows) {
        try {
            return syncStatus.scan(rows::offer);
        } catch (IOException e) {
            throw new UncheckedIOException("no row was written", e);
        }
    }

    private static List<ReasonCount> reasons(ReportSummary summary, ReportFilter filter) {
        return summary.differing().entrySet().stream()
                .sorted(Map.Entry.<Difference.Reason, Long>comparingByValue().reversed())
                .map(entry -> {
                    boolean chosen =
                            filter.reason().filter(entry.getKey()::equals).isPresent();
                    String link = "/ops/report"
                            + filter.query()
                                    .with(
                                            "reason",
                                            chosen ? null : entry.getKey().name());
                    return new ReasonCount(entry.getKey(), entry.getValue(), chosen, link);
                })
                .toList();
    }
}
