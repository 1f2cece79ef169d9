package io.photosync.ops.console;

import io.photosync.ledger.Difference.Reason;
import io.photosync.ops.FilterRequest;
import io.photosync.ops.report.ReportRow;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rows of the report are shown.
 *
 * @param words part of the user principal name, the id, the code or the detail, in any case
 */
record ReportFilter(Optional<Reason> reason, Optional<String> words) {

    /** @throws io.photosync.ops.ApiException 400 for a reason that does not exist */
    static ReportFilter of(String reason, String words) {
        return new ReportFilter(
                Query.given(reason).map(text -> FilterRequest.oneOf(Reason.values(), "reason", text)),
                Query.given(words).map(text -> text.toLowerCase(Locale.ROOT)));
    }

    boolean matches(ReportRow row) {
        return reason.filter(wanted -> wanted != row.reason()).isEmpty()
                && words.filter(text -> Stream.of(
                                        row.userPrincipalName().orElse(""),
                                        row.userId(),
                                        row.code().orElse(""),
                                        row.detail())
                                .noneMatch(
                                        value -> value.toLowerCase(Locale.ROOT).contains(text)))
                        .isEmpty();
    }

    public Query query() {
        return Query.EMPTY.with("reason", reason.map(Reason::name).orElse(null)).with("q", words.orElse(null));
    }
}
