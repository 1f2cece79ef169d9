package io.photosync.ops.console;

import io.photosync.ledger.FirstN;
import io.photosync.ops.report.ReportRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Picks one page of the report's rows, by user id, from all rows in whatever order, and counts the others. */
final class RowsOfPage {
    private static final int SIZE = 50;

    private final ReportFilter filter;
    private final Optional<String> after;
    private final FirstN<ReportRow> rest = new FirstN<>(SIZE, Comparator.comparing(ReportRow::userId));
    private long matching;

    /** @param after id of the last user of the page before */
    RowsOfPage(ReportFilter filter, Optional<String> after) {
        this.filter = filter;
        this.after = after;
    }

    void offer(ReportRow row) {
        if (filter.matches(row)) {
            matching++;
            if (after.filter(last -> row.userId().compareTo(last) <= 0).isEmpty()) {
                rest.offer(row);
            }
        }
    }

    /** On all pages. */
    long matching() {
        return matching;
    }

    List<ReportRow> page() {
        return rest.inOrder();
    }

    /** Where the next page begins; empty on the last one. */
    Optional<String> next() {
        return rest.offered() > SIZE ? Optional.of(page().getLast().userId()) : Optional.empty();
    }
}
