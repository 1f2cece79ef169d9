package io.photosync.deadletter;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.UserState;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Dead letters as the ledger returns them. */
public final class Letters {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    public static final LetterFilter NO_FILTER = new LetterFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private Letters() {}

    static OpenDeadLetter failed(String user, Instant at) {
        return failed(user, at, FailureCode.SHAREPOINT_FAILED);
    }

    static OpenDeadLetter failed(String user, Instant at, FailureCode code) {
        return OpenDeadLetter.of(open(user, at, code, 7), known(Optional.empty()));
    }

    static OpenDeadLetter replaying(String user, Instant at) {
        return OpenDeadLetter.of(
                open(user, at, FailureCode.SHAREPOINT_FAILED, 7), known(Optional.of(event(user, at.plusSeconds(5)))));
    }

    /** A letter whose replay was skipped. */
    static OpenDeadLetter tried(String user, Instant at, Instant tried) {
        PhotoEvent event = event(user, tried.minusSeconds(1));
        Settlement skip = Settlement.of(
                Settlement.State.SKIPPED, event, Settlement.By.decision("test", 1, tried), tried.plusSeconds(1));
        UserState state =
                new UserStateBuilder().settled(Optional.of(skip)).live(event).build();
        return OpenDeadLetter.of(open(user, at, FailureCode.SHAREPOINT_FAILED, 7), state);
    }

    static OpenDeadLetter named(String user, String userPrincipalName, Optional<Instant> goneSince) {
        RosterEntry entry = new RosterEntryBuilder(userPrincipalName, "")
                .goneSince(goneSince)
                .build();
        UserState state = new UserStateBuilder().roster(entry).build();
        return OpenDeadLetter.of(open(user, NOON, FailureCode.SHAREPOINT_FAILED, 7), state);
    }

    static OpenDeadLetter unreadable(String place, Instant at) {
        DeadLetter letter = new DeadLetter(
                "no event".getBytes(StandardCharsets.UTF_8), note(FailureCode.EVENT_UNREADABLE, at), 1, origin());
        return OpenDeadLetter.of(new DeadLetterRecord(place, letter, 0, 9), known(Optional.empty()));
    }

    static DeadLetterRecord open(String user, Instant at, FailureCode code, long offset) {
        return new DeadLetterRecord(user, of(event(user, at.minusSeconds(60)), code, at), 0, offset);
    }

    /** What the sync writes when it gives up an event. */
    public static DeadLetter of(PhotoEvent event, FailureCode code, Instant at) {
        return new DeadLetter(EventJson.write(event), note(code, at), 4, origin());
    }

    public static PhotoEvent event(String user, Instant detectedAt) {
        Data data = new Data(
                user + "@contoso.example",
                Optional.of("etag"),
                Optional.of(648),
                Optional.of(648),
                Cause.NOTIFICATION,
                detectedAt);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, user, detectedAt, data);
    }

    static UserState known(Optional<PhotoEvent> live) {
        return new UserStateBuilder().live(live).build();
    }

    private static FailureNote note(FailureCode code, Instant at) {
        return new FailureNote(code, "HTTP 500", at.minusSeconds(600), at, Optional.of(500), Optional.of("request-1"));
    }

    private static RecordPosition origin() {
        return new RecordPosition(Topic.PHOTO_UPDATED.id(), 3, 17);
    }
}
