package io.photosync.ops.console;

import io.photosync.ops.Roles;
import io.photosync.ops.audit.Audit;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.ops.report.Csv;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What operators did, newest first: as a page, and as CSV with the same filter. */
@Path("/ops")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class AuditPage {
    /** Entries that are read from Kafka for one page: more than most tenants have in a year. */
    private static final int READ = 1_000;

    private static final int PAGE = 50;
    private static final List<String> COLUMNS =
            List.of("at", "actor", "oid", "tid", "action", "what", "count", "reason");

    private final Audit audit;

    AuditPage(Audit audit) {
        this.audit = audit;
    }

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance audit(View view);
    }

    /**
     * @param next link to older entries
     * @param csv link to all entries of this filter
     */
    record View(
            AuditFilter filter,
            List<AuditEntry.Action> actions,
            List<AuditEntry> entries,
            Optional<String> next,
            String csv) {}

    @GET
    @Path("audit")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@BeanParam AuditFilter.Parameters parameters) {
        AuditFilter filter = AuditFilter.of(parameters);
        List<AuditEntry> matching = matching(filter);
        List<AuditEntry> page = matching.subList(0, Math.min(PAGE, matching.size()));
        Optional<Instant> last =
                matching.size() > PAGE ? Optional.of(page.getLast().at()) : Optional.empty();
        return Templates.audit(new View(
                filter,
                List.of(AuditEntry.Action.values()),
                page,
                last.map(at -> "/ops/audit" + filter.query().with("before", at.toString())),
                "/ops/audit.csv" + filter.query()));
    }

    @GET
    @Path("audit.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response csv(@BeanParam AuditFilter.Parameters parameters) {
        StringBuilder lines = new StringBuilder(Csv.line(COLUMNS));
        matching(AuditFilter.of(parameters)).forEach(entry -> lines.append(Csv.line(values(entry))));
        return Response.ok(lines.toString(), "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"photo-sync-audit.csv\"")
                .build();
    }

    private List<AuditEntry> matching(AuditFilter filter) {
        return audit.newest(READ).stream().filter(filter::matches).toList();
    }

    private static List<String> values(AuditEntry entry) {
        return List.of(
                entry.at().toString(),
                entry.actor(),
                entry.oid().orElse(""),
                entry.tid().orElse(""),
                entry.action().name(),
                entry.what(),
                Integer.toString(entry.count()),
                entry.reason().orElse(""));
    }
}
