package io.photosync.ops.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.photosync.drift.SharedNames;
import io.photosync.ledger.Difference;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SyncStatus;
import io.photosync.ledger.UserState;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.user.UserEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All users whose photo in SharePoint is not Exchange's. Written row by row, so that memory does not grow with the
 * tenant.
 */
@ApplicationScoped
public class Report {
    private final ReadyLedger ledger;
    private final ObjectMapper mapper;
    private final Clock clock;

    Report(ReadyLedger ledger, ObjectMapper mapper, Clock clock) {
        this.ledger = ledger;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Receives the rows one after another. */
    @FunctionalInterface
    public interface Rows {
        void next(ReportRow row) throws IOException;
    }

    /** @throws ApiException 503 while the ledger is incomplete; call it before the answer's status is sent */
    public void requireLedger() {
        ledger.get();
    }

    void json(OutputStream out) throws IOException {
        ObjectWriter writer = mapper.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
        try (JsonGenerator json = mapper.createGenerator(new BufferedOutputStream(out))) {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            ReportSummary summary = walk(row -> writer.writeValue(json, row));
            json.writeEndArray();
            json.writeFieldName("summary");
            writer.writeValue(json, summary);
            json.writeEndObject();
        }
    }

    void csv(OutputStream out) throws IOException {
        try (OutputStream buffered = new BufferedOutputStream(out)) {
            buffered.write(Csv.line(ReportRow.COLUMNS).getBytes(StandardCharsets.UTF_8));
            walk(row -> buffered.write(Csv.line(row.values()).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * Passes every row, sorted by user id.
     *
     * @throws ApiException 503 while the ledger is incomplete
     */
    public ReportSummary walk(Rows rows) throws IOException {
        return pass(new TreeSet<>(ledger.get().users()), rows);
    }

    /** {@link #walk} in no order, which takes less time. */
    public ReportSummary scan(Rows rows) throws IOException {
        return pass(ledger.get().users(), rows);
    }

    private ReportSummary pass(Set<String> users, Rows rows) throws IOException {
        Instant now = clock.instant();
        Ledger known = ledger.get();
        long inSync = 0;
        Map<Difference.Reason, Long> differing = new EnumMap<>(Difference.Reason.class);
        Map<SyncStatus.Why, Long> notManaged = new EnumMap<>(SyncStatus.Why.class);
        SharedNames shared = SharedNames.of(known);
        for (String user : users) {
            UserState userState = known.of(user);
            switch (SyncStatus.of(userState, shared.with(user))) {
                case SyncStatus.InSync() -> inSync++;
                case SyncStatus.NotManaged(SyncStatus.Why why) -> notManaged.merge(why, 1L, Long::sum);
                case SyncStatus.OutOfSync(Difference difference) -> {
                    differing.merge(difference.reason(), 1L, Long::sum);
                    rows.next(ReportRow.of(user, UserEvents.userPrincipalName(userState), difference));
                }
            }
        }
        return new ReportSummary(now, inSync, differing, notManaged);
    }
}
