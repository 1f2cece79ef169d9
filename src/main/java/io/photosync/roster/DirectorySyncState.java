package io.photosync.roster;

import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Progress of reading the directory; kept in {@code photosync-state} for the next leader and for queries on any
 * replica.
 *
 * @param nextLink next page of the first full read, while it is in progress
 * @param deltaLink start of the next changes, once all users were read
 * @param completeAt end of the last full read
 * @param changesAt time of the last read of changes
 * @param trouble message of the last read, if it failed
 */
public record DirectorySyncState(
        Optional<String> nextLink,
        Optional<String> deltaLink,
        Optional<Instant> completeAt,
        Optional<Instant> changesAt,
        Optional<String> trouble) {
    static final DirectorySyncState UNREAD = new DirectorySyncState(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static DirectorySyncState read(Ledger ledger) {
        return ledger.state(StateKey.DIRECTORY_SYNC, DirectorySyncState.class).orElse(UNREAD);
    }

    /** Whether the roster covers the whole tenant. */
    public boolean complete() {
        return completeAt.isPresent();
    }

    /** Whether all users must be read from the beginning. */
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
