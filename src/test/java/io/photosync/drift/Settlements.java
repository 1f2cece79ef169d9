package io.photosync.drift;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.event.WrittenFiles;
import io.photosync.ledger.SharePointState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Settlements with one ETag and files of 1, 2 and 3 bytes. */
final class Settlements {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant WRITTEN = Instant.parse("2026-02-01T08:00:00Z");
    static final String ETAG = "e1";

    private Settlements() {}

    static SharePointState target(State state, String base) {
        return new SharePointState(Optional.of(end(state, base, ETAG, null)), true, List.of());
    }

    /** The same by another attempt. */
    static SharePointState again(SharePointState before) {
        Settlement end = before.last().orElseThrow();
        return new SharePointState(Optional.of(with(end, end.files(), "another attempt")), true, List.of());
    }

    static SharePointState withoutFiles(String base) {
        Settlement end = end(State.SYNCED, base, ETAG, null);
        return new SharePointState(Optional.of(with(end, Optional.empty(), end.attemptId())), true, List.of());
    }

    static SharePointState beingWritten(String base, Instant since) {
        Settlement attempt = new Settlement(
                State.WRITING,
                "event",
                Optional.of(ETAG),
                Optional.of("sha"),
                Optional.of(base),
                Optional.empty(),
                Optional.empty(),
                "instance",
                "attempt",
                1,
                since,
                since);
        return new SharePointState(target(State.SYNCED, base).last(), true, List.of(attempt));
    }

    static Settlement end(State state, String base, String etag, String reason) {
        return new Settlement(
                state,
                "event",
                Optional.ofNullable(etag),
                Optional.of("sha"),
                Optional.ofNullable(base),
                Optional.of(new WrittenFiles(WRITTEN, 1, 2, 3)),
                Optional.ofNullable(reason),
                "instance",
                "attempt",
                1,
                WRITTEN,
                WRITTEN);
    }

    static RosterEntry person(Optional<Instant> goneSince) {
        return new RosterEntry(
                "ada@contoso.example", "Ada", true, false, true, true, goneSince, Optional.of(ETAG), Optional.of(NOON));
    }

    private static Settlement with(Settlement end, Optional<WrittenFiles> files, String attemptId) {
        return new Settlement(
                end.state(),
                end.eventId(),
                end.mediaEtag(),
                end.sha256(),
                end.fileBaseName(),
                files,
                end.reason(),
                end.instance(),
                attemptId,
                end.attempt(),
                end.startedAt(),
                end.at());
    }
}
