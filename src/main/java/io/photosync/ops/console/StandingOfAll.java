package io.photosync.ops.console;

import io.photosync.ops.report.Report;
import io.photosync.ops.report.ReportSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

/**
 * How many users are in step, and why the others are not. Counting walks through all users, so the numbers are kept for
 * a few seconds, however many pages ask.
 */
@ApplicationScoped
class StandingOfAll {
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Report report;
    private final Clock clock;
    private ReportSummary last;

    StandingOfAll(Report report, Clock clock) {
        this.report = report;
        this.clock = clock;
    }

    /** @throws io.photosync.ops.ApiException 503 while the ledger is incomplete */
    synchronized ReportSummary now() {
        if (last == null || last.at().plus(KEPT).isBefore(clock.instant())) {
            try {
                last = report.walk(row -> {});
            } catch (IOException e) {
                throw new UncheckedIOException("no row was written", e);
            }
        }
        return last;
    }
}
