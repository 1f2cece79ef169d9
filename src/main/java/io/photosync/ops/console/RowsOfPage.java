package io.photosync.ops.console;

import io.photosync.ops.report.ReportRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects one page of the report's rows, which come sorted by user id, and counts the others. */
final class RowsOfPage {
    static final int SIZE = 50;

    private final ReportFilter filter;
    private final Optional<String> after;
    private final List<ReportRow> page = new ArrayList<>();
    private long matching;
    private boolean more;

    /** @param after id of the last user of the page before */
    RowsOfPage(ReportFilter filter, Optional<String> after) {
        this.filter = filter;
        this.after = after;
    }

    void offer(ReportRow row) {
        if (!filter.matches(row)) {
            return;
        }
        matching++;
        if (after.filter(last -> row.userId().compareTo(last) <= 0).isPresent()) {
            return;
        }
        if (page.size() < SIZE) {
            page.add(row);
        } else {
            more = true;
        }
    }

    long matching() {
        return matching;
    }

    List<ReportRow> page() {
        return page;
    }

    /** Where the next page begins; empty on the last one. */
    Optional<String> next() {
        return more ? Optional.of(page.getLast().userId()) : Optional.empty();
    }
}
