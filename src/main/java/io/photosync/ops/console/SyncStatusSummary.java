package io.photosync.ops.console;

import io.photosync.ops.report.Report;
import io.photosync.ops.report.ReportRow;
import io.photosync.ops.report.ReportSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many users are in step, and which are not and why, as of some seconds ago. */
@ApplicationScoped
class SyncStatusSummary {
    private static final Duration KEPT = Duration.ofSeconds(5);
    /** Some megabytes. During a first fill there are more, and they are read anew for each page. */
    private static final int MAX_ROWS = 10_000;

    private final Report report;
    private final Remembered<Known> latest;

    SyncStatusSummary(Report report, Clock clock) {
        this.report = report;
        this.latest = new Remembered<>(this::read, KEPT, clock);
    }

    /** @param rows all of them, in no order; empty where they are too many to be kept */
    private record Known(ReportSummary summary, Optional<List<ReportRow>> rows) {}

    /** @throws io.photosync.ops.ApiException 503 while the ledger is incomplete */
    ReportSummary summary() {
        report.requireLedger();
        return latest.get().summary();
    }

    /** Passes every row, in no order; {@link #summary} likewise. */
    ReportSummary scan(Report.Rows rows) throws IOException {
        report.requireLedger();
        Known known = latest.get();
        if (known.rows().isEmpty()) {
            return report.scan(rows);
        }
        for (ReportRow row : known.rows().get()) {
            rows.next(row);
        }
        return known.summary();
    }

    private Known read() {
        List<ReportRow> rows = new ArrayList<>();
        try {
            ReportSummary summary = report.scan(row -> {
                if (rows.size() <= MAX_ROWS) {
                    rows.add(row);
                }
            });
            return new Known(summary, rows.size() > MAX_ROWS ? Optional.empty() : Optional.of(rows));
        } catch (IOException e) {
            throw new UncheckedIOException("no row was written", e);
        }
    }
}
