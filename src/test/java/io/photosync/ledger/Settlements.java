package io.photosync.ledger;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.event.WrittenFiles;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Settlements with one ETag and files of 1, 2 and 3 bytes. */
public final class Settlements {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Instant WRITTEN = Instant.parse("2026-02-01T08:00:00Z");
    public static final String ETAG = "e1";

    private Settlements() {}

    public static SharePointState target(State state, String base) {
        return new SharePointState(Optional.of(end(state, base, ETAG, null)), true, List.of());
    }

    /** The same by another attempt. */
    public static SharePointState again(SharePointState before) {
        Settlement end = before.last().orElseThrow();
        return new SharePointState(Optional.of(with(end, end.files(), "another attempt")), true, List.of());
    }

    public static SharePointState withoutFiles(String base) {
        Settlement end = end(State.SYNCED, base, ETAG, null);
        return new SharePointState(Optional.of(with(end, Optional.empty(), end.attemptId())), true, List.of());
    }

    public static SharePointState beingWritten(String base, Instant since) {
        Settlement attempt = new SettlementBuilder(State.WRITING, "event", since)
                .mediaEtag(ETAG)
                .sha256("sha")
                .fileBaseName(base)
                .build();
        return new SharePointState(target(State.SYNCED, base).last(), true, List.of(attempt));
    }

    public static Settlement end(State state, String base, String etag, String reason) {
        return new SettlementBuilder(state, "event", WRITTEN)
                .mediaEtag(etag)
                .sha256("sha")
                .fileBaseName(base)
                .files(new WrittenFiles(WRITTEN, 1, 2, 3))
                .reason(reason)
                .build();
    }

    public static RosterEntry person(Optional<Instant> goneSince) {
        return new RosterEntryBuilder("ada@contoso.example", "Ada")
                .goneSince(goneSince)
                .mediaEtag(ETAG)
                .seenAt(NOON)
                .build();
    }

    private static Settlement with(Settlement end, Optional<WrittenFiles> files, String attemptId) {
        return SettlementBuilder.from(end)
                .files(files)
                .by(end.instance(), attemptId)
                .build();
    }
}
