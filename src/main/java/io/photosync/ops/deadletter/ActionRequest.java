package io.photosync.ops.deadletter;

import io.photosync.deadletter.Seen;
import io.photosync.deadletter.Selection;
import io.photosync.ops.ApiException;
import io.photosync.ops.FilterRequest;
import io.photosync.ops.OperatorReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Selects dead letters for an action: {@code users} or a {@code filter}, never both.
 *
 * @param offsets by user, the offset of the letter that the operator saw
 * @param seenAt the moment at which the operator looked
 * @param expected number of matches that the operator saw
 */
public record ActionRequest(
        @Schema(description = "Ids, user principal names, or keys of letters that name no user")
        Optional<List<String>> users,

        @Schema(description = "Instead of users: all letters that match; an empty filter matches all")
        Optional<FilterRequest> filter,

        @Schema(
                description =
                        "User to offset of the letter that was seen; any other letter is a conflict, and nothing is done")
        Optional<Map<String, Long>> offsets,

        @Schema(
                description = "When the letters were looked at, ISO 8601; letters that failed after it are left out",
                implementation = Instant.class)
        Optional<String> seenAt,

        @Schema(
                description = "Number of letters that matched then; the answer says how many fewer do now, and with"
                        + " seenAt nothing is done where it is more")
        Optional<Integer> expected,

        @Schema(description = "Why; kept in the audit trail", required = true)
        Optional<String> reason,

        @Schema(description = "Count only, change nothing") Optional<Boolean> dryRun) {
    private static final int MAX_USERS = 1_000;

    /** @throws ApiException 400 unless exactly one selection is given */
    Selection selection() {
        if (users.isPresent() == filter.isPresent()) {
            throw ApiException.badField(
                    "users", "or filter must be given, got " + (users.isPresent() ? "both" : "neither of them"));
        }
        return users.isPresent()
                ? new Selection.Named(named(users.get()))
                : new Selection.Matching(filter.get().read("filter."));
    }

    private static List<String> named(List<String> users) {
        if (users.isEmpty() || users.size() > MAX_USERS) {
            throw ApiException.badField("users", "must name 1 to %d users, got %d".formatted(MAX_USERS, users.size()));
        }
        users.forEach(user -> FilterRequest.user("users", user));
        return users.stream().distinct().toList();
    }

    /** @throws ApiException 400 when an offset belongs to a user who is not selected, or seenAt is no time */
    Seen seen() {
        expected.filter(count -> count < 0).ifPresent(count -> {
            throw ApiException.badField("expected", "must be a number of letters, got " + count);
        });
        return new Seen(seenOffsets(), seenAt.map(text -> FilterRequest.time("seenAt", text)), expected);
    }

    private Map<String, Long> seenOffsets() {
        offsets.orElse(Map.of()).forEach((user, offset) -> {
            if (!users.orElse(List.of()).contains(user)) {
                throw ApiException.badField(
                        "offsets", "must be of users that are named in users, got " + ApiException.shown(user));
            }
            if (offset == null) {
                throw ApiException.badField("offsets." + user, "must be a number, got null");
            }
        });
        return offsets.orElse(Map.of());
    }

    String requiredReason() {
        return OperatorReason.required(reason);
    }

    boolean dry() {
        return dryRun.orElse(false);
    }

    /** The selection as text for the audit trail. */
    String described() {
        return users.map(names -> "users " + String.join(" ", names.subList(0, Math.min(10, names.size()))))
                .orElseGet(() -> filter.orElseThrow().described());
    }
}
