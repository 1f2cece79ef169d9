package io.photosync.ops.console;

import io.photosync.ops.Roles;
import io.photosync.ops.audit.Audit;
import io.photosync.ops.audit.AuditEntry;
import io.photosync.ops.audit.AuditSlice;
import io.photosync.ops.report.Csv;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What operators did, newest first: as a page, and as CSV with the same filter. */
@Path("/ops")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class AuditPage {
    private static final int PAGE = 50;
    /** Entries that are in memory at once. */
    private static final int CSV_PART = 5_000;

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
     * @param later whether there is a page before this one
     * @param next link to older entries
     * @param readTo time to which the trail was read, where the page is not full although there are older entries
     * @param csv link to all entries of this filter
     */
    record View(
            AuditFilter filter,
            List<AuditEntry.Action> actions,
            List<AuditEntry> entries,
            boolean later,
            Optional<String> next,
            Optional<Instant> readTo,
            String csv) {}

    /** @param before offset of the trail below which the page begins */
    @GET
    @Path("audit")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@BeanParam AuditFilter.Parameters parameters, @QueryParam("before") Long before) {
        AuditFilter filter = AuditFilter.of(parameters);
        AuditSlice slice =
                audit.read(filter::matches, PAGE, before == null ? OptionalLong.empty() : OptionalLong.of(before));
        boolean cutShort = slice.next().isPresent() && slice.entries().size() < PAGE;
        return Templates.audit(new View(
                filter,
                List.of(AuditEntry.Action.values()),
                slice.entries(),
                before != null,
                slice.next().isEmpty()
                        ? Optional.empty()
                        : Optional.of("/ops/audit"
                                + filter.query()
                                        .with(
                                                "before",
                                                Long.toString(slice.next().getAsLong()))),
                slice.readTo().filter(at -> cutShort),
                "/ops/audit.csv" + filter.query()));
    }

    @GET
    @Path("audit.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response csv(@BeanParam AuditFilter.Parameters parameters) {
        AuditFilter filter = AuditFilter.of(parameters);
        AuditSlice newest = audit.read(filter::matches, CSV_PART, OptionalLong.empty());
        StreamingOutput lines = out -> write(filter, newest, out);
        return Response.ok(lines, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"photo-sync-audit.csv\"")
                .build();
    }

    /** All that match, newest first. Where Kafka goes away in between, the download fails rather than ends early. */
    private void write(AuditFilter filter, AuditSlice newest, OutputStream out) throws IOException {
        try (OutputStream buffered = new BufferedOutputStream(out)) {
            buffered.write(Csv.line(COLUMNS).getBytes(StandardCharsets.UTF_8));
            AuditSlice slice = newest;
            write(slice, buffered);
            while (slice.next().isPresent()) {
                slice = audit.read(filter::matches, CSV_PART, slice.next());
                write(slice, buffered);
            }
        }
    }

    private static void write(AuditSlice slice, OutputStream out) throws IOException {
        for (AuditEntry entry : slice.entries()) {
            out.write(Csv.line(values(entry)).getBytes(StandardCharsets.UTF_8));
        }
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
