package io.photosync.ops.console;

import io.photosync.ops.ApiException;
import io.photosync.ops.deadletter.ActionRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The letters of an action: rows that were ticked, each with the offset that was seen, or all that match a filter.
 *
 * @param ofRows whether rows were to be ticked: then no row means no letter, and never all of them
 * @param rows by key
 */
record LetterSelection(boolean ofRows, Map<String, Long> rows, LetterSearch search) {

    /**
     * @param ticked whether the button for ticked rows was pressed
     * @param rows each as {@code key@offset}
     * @throws ApiException 400 that names the row
     */
    static LetterSelection of(boolean ticked, List<String> rows, LetterSearch search) {
        Map<String, Long> offsets = offsets(rows);
        return new LetterSelection(ticked || !offsets.isEmpty(), offsets, search);
    }

    /** {@link #of} likewise. */
    static Map<String, Long> offsets(List<String> rows) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        for (String row : rows == null ? List.<String>of() : rows) {
            int end = row.lastIndexOf('@');
            if (end < 1 || !row.substring(end + 1).matches("[0-9]{1,18}")) {
                throw ApiException.badField("row", "must be a letter's key, @ and its offset, got " + row);
            }
            offsets.put(row.substring(0, end), Long.parseLong(row.substring(end + 1)));
        }
        return offsets;
    }

    /** Whether the button for ticked rows was pressed and none was ticked. */
    boolean nothing() {
        return ofRows && rows.isEmpty();
    }

    /** The rows as they stand in addresses and forms. */
    public List<String> texts() {
        return rows.entrySet().stream()
                .map(entry -> entry.getKey() + "@" + entry.getValue())
                .toList();
    }

    ActionRequest request(
            Optional<String> reason, Optional<String> seenAt, Optional<Integer> expected, boolean dryRun) {
        return new ActionRequest(
                ofRows ? Optional.of(List.copyOf(rows.keySet())) : Optional.empty(),
                ofRows ? Optional.empty() : Optional.of(search.request()),
                ofRows ? Optional.of(rows) : Optional.empty(),
                seenAt,
                expected,
                reason,
                Optional.of(dryRun));
    }
}
