package io.photosync.testkit;

import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UserState;
import java.util.List;
import java.util.Optional;

/** The state of a user part by part: what is not said is not known. */
public final class UserStateBuilder {
    private SharePointState target = SharePointState.UNKNOWN;
    private Optional<PhotoEvent> live = Optional.empty();
    private Optional<PhotoEvent> bulk = Optional.empty();
    private Optional<PendingRetry> retry = Optional.empty();
    private Optional<DeadLetterRecord> letter = Optional.empty();
    private Optional<RosterEntry> roster = Optional.empty();

    /** Begins with the parts of another one. */
    public static UserStateBuilder from(UserState other) {
        return new UserStateBuilder()
                .target(other.target())
                .live(other.live())
                .bulk(other.bulk())
                .retry(other.retry())
                .letter(other.letter())
                .roster(other.roster());
    }

    public UserStateBuilder target(SharePointState state) {
        target = state;
        return this;
    }

    /** The work on the user has ended so, and nothing is open. */
    public UserStateBuilder settled(Optional<Settlement> end) {
        return target(new SharePointState(end, true, List.of()));
    }

    public UserStateBuilder live(Optional<PhotoEvent> event) {
        live = event;
        return this;
    }

    public UserStateBuilder live(PhotoEvent event) {
        return live(Optional.of(event));
    }

    public UserStateBuilder bulk(Optional<PhotoEvent> event) {
        bulk = event;
        return this;
    }

    public UserStateBuilder bulk(PhotoEvent event) {
        return bulk(Optional.of(event));
    }

    public UserStateBuilder retry(Optional<PendingRetry> pending) {
        retry = pending;
        return this;
    }

    public UserStateBuilder retry(PendingRetry pending) {
        return retry(Optional.of(pending));
    }

    public UserStateBuilder letter(Optional<DeadLetterRecord> open) {
        letter = open;
        return this;
    }

    public UserStateBuilder letter(DeadLetterRecord open) {
        return letter(Optional.of(open));
    }

    public UserStateBuilder roster(Optional<RosterEntry> entry) {
        roster = entry;
        return this;
    }

    public UserStateBuilder roster(RosterEntry entry) {
        return roster(Optional.of(entry));
    }

    public UserState build() {
        return new UserState(target, live, bulk, retry, letter, roster);
    }
}
