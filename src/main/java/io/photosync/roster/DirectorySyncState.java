package io.photosync.roster;

import io.photosync.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the directory is read; kept in {@code photosync-state} for the next leader, and for whoever asks on any replica.
 *
 * @param nextLink while everybody is read for the first time: the page that comes next
 * @param deltaLink once everybody was read: where the changes since then begin
 * @param completeAt when everybody was last read
 * @param changesAt when the changes were last read
 * @param trouble why the last read failed
 */
public record DirectorySyncState(
        Optional<String> nextLink,
        Optional<String> deltaLink,
        Optional<Instant> completeAt,
        Optional<Instant> changesAt,
        Optional<String> trouble) {
    static final String KEY = "roster";
    static final DirectorySyncState UNREAD = new DirectorySyncState(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static DirectorySyncState read(Ledger ledger) {
        return ledger.state(KEY, DirectorySyncState.class).orElse(UNREAD);
    }

    /** Whether the roster is that of the whole tenant. */
    public boolean complete() {
        return completeAt.isPresent();
    }

    /** Whether everybody is to be read anew. */
    boolean fullReadDue(Duration every, Instant now) {
        return deltaLink.isEmpty()
                || completeAt.filter(read -> read.plus(every).isAfter(now)).isEmpty();
    }

    DirectorySyncState reading(String next) {
        return new DirectorySyncState(Optional.of(next), deltaLink, completeAt, changesAt, Optional.empty());
    }

    DirectorySyncState complete(String link, Instant now) {
        return new DirectorySyncState(
                Optional.empty(), Optional.of(link), Optional.of(now), Optional.of(now), Optional.empty());
    }

    DirectorySyncState changed(String link, Instant now) {
        return new DirectorySyncState(
                Optional.empty(), Optional.of(link), completeAt, Optional.of(now), Optional.empty());
    }

    DirectorySyncState fromTheBeginning() {
        return new DirectorySyncState(Optional.empty(), deltaLink, completeAt, changesAt, trouble);
    }

    DirectorySyncState failed(String why) {
        return new DirectorySyncState(nextLink, deltaLink, completeAt, changesAt, Optional.of(why));
    }
}
