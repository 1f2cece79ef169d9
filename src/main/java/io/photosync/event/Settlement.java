package io.photosync.event;

import io.photosync.event.PhotoEvent.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Outcome of the work on a user: {@code WRITING} before the first write to SharePoint, then how it ended.
 *
 * @param eventId the event that was worked on
 * @param mediaEtag that event's ETag, as detected; never a header ETag
 * @param sha256 of the photo's bytes as downloaded, in hex
 * @param fileBaseName of the three files in SharePoint
 * @param files SharePoint's description of them when they were last written, if they are unchanged since
 * @param reason the {@link SkipReason}, the {@link FailureCode}, or an operator's words
 * @param instance the process that did it: attempts of one instance on one user never overlap
 * @param attemptId unique for each attempt
 * @param attempt how often this event was tried, from 1
 * @param startedAt when the attempt started; {@code at} when this was recorded
 * @param change what SharePoint reflects since; absent where nothing was written, and in records of earlier versions
 * @param profile the user principal name of the profile that shows the photo, found to be this user's; absent where that
 *     is not certain, and in records of earlier versions
 */
public record Settlement(
        State state,
        String eventId,
        Optional<String> mediaEtag,
        Optional<String> sha256,
        Optional<String> fileBaseName,
        Optional<WrittenFiles> files,
        Optional<String> reason,
        String instance,
        String attemptId,
        int attempt,
        Instant startedAt,
        Instant at,
        Optional<Change> change,
        Optional<String> profile) {

    /** No attempt writes to SharePoint for longer than this; an older one without an end is dead. */
    public static final Duration DEADLINE = Duration.ofMinutes(2);

    public Settlement {
        Fields.require("settlement", "state", state);
        Fields.require("settlement", "eventId", eventId);
        Fields.require("settlement", "instance", instance);
        Fields.require("settlement", "attemptId", attemptId);
        Fields.require("settlement", "startedAt", startedAt);
        Fields.require("settlement", "at", at);
        change = change == null ? Optional.empty() : change;
        profile = profile == null ? Optional.empty() : profile;
    }

    /**
     * The change that the event was about.
     *
     * @param at time of the change, as near as is known
     * @param cause how it was noticed
     */
    public record Change(Instant at, Cause cause) {
        public Change {
            Fields.require("change", "at", at);
            Fields.require("change", "cause", cause);
        }

        private static Change of(PhotoEvent event) {
            return new Change(event.time(), event.data().cause());
        }
    }

    /**
     * Who works, or decides, on an event.
     *
     * @param instance the process, or who decided
     * @param attemptId unique for each attempt
     * @param attempt how often this event was tried, from 1
     * @param startedAt what was detected before is settled by it
     */
    public record By(String instance, String attemptId, int attempt, Instant startedAt) {
        /** A decision, which is no attempt of the sync. */
        public static By decision(String instance, int attempt, Instant since) {
            return new By(instance, UUID.randomUUID().toString(), attempt, since);
        }
    }

    public enum State {
        WRITING,
        SYNCED,
        UNCHANGED,
        REMOVED,
        SKIPPED,
        DEAD_LETTERED,
        DISCARDED
    }

    /** The same, unless a wrong or fast clock dated it into the future: nothing may wait for that. */
    public Settlement notAfter(Instant now) {
        if (!startedAt.isAfter(now) && !at.isAfter(now)) {
            return this;
        }
        return copy(draft -> {
            draft.startedAt = startedAt.isAfter(now) ? now : startedAt;
            draft.at = at.isAfter(now) ? now : at;
        });
    }

    /** Whether the photo was removed, but SharePoint did not let its files be deleted. */
    public boolean filesKept() {
        return state == State.REMOVED
                && reason.filter(FailureCode.FILES_KEPT.name()::equals).isPresent();
    }

    /** The SHA-256 of the photo that was not written, if the user is held because too many got the same. */
    public Optional<String> heldPhoto() {
        return skipped(SkipReason.MASS_CHANGE_HELD) ? sha256 : Optional.empty();
    }

    /** Empty unless nothing was done for the user, for a reason that this version knows. */
    public Optional<SkipReason> skipReason() {
        return state == State.SKIPPED ? reason.flatMap(SkipReason::of) : Optional.empty();
    }

    public boolean skipped(SkipReason why) {
        return skipReason().filter(why::equals).isPresent();
    }

    /**
     * An end without an attempt of the sync.
     *
     * @param by who decided, recorded as the instance
     * @param since what was detected before is settled by it
     */
    public static Settlement decided(State state, String eventId, String by, String reason, Instant since, Instant at) {
        return of(state, eventId, Optional.empty(), By.decision(by, 1, since), at, Optional.empty())
                .because(reason);
    }

    /** Of that event; {@link #with} adds the user's files and photo, {@link #because} a reason. */
    public static Settlement of(State state, PhotoEvent event, By by, Instant at) {
        Optional<Change> reflected =
                switch (state) {
                    case SYNCED, REMOVED -> Optional.of(Change.of(event));
                    case WRITING, UNCHANGED, SKIPPED, DEAD_LETTERED, DISCARDED -> Optional.empty();
                };
        return of(state, event.id(), event.data().mediaEtag(), by, at, reflected);
    }

    private static Settlement of(
            State state, String eventId, Optional<String> mediaEtag, By by, Instant at, Optional<Change> change) {
        return new Settlement(
                state,
                eventId,
                mediaEtag,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                by.instance,
                by.attemptId,
                by.attempt,
                by.startedAt,
                at,
                change,
                Optional.empty());
    }

    /** The same with a reason: a {@link SkipReason}, a {@link FailureCode}, or an operator's words. */
    public Settlement because(String why) {
        return copy(draft -> draft.reason = Optional.of(why));
    }

    /** The same of a user whose files had that base name, if any. */
    public Settlement named(Optional<String> baseName) {
        return copy(draft -> draft.fileBaseName = baseName);
    }

    /** The same of a user whose profile of that name shows the photo, if that is certain. */
    public Settlement shownBy(Optional<String> userPrincipalName) {
        return copy(draft -> draft.profile = userPrincipalName);
    }

    /** The same about the user's files and photo as they were known. */
    public Settlement with(Optional<String> photo, Optional<String> baseName, Optional<WrittenFiles> written) {
        return copy(draft -> {
            draft.sha256 = photo;
            draft.fileBaseName = baseName;
            draft.files = written;
        });
    }

    /** The same with files found as that attempt would have written them; nothing was written since. */
    public Settlement unchanged(WrittenFiles found, String why) {
        return of(
                        State.UNCHANGED,
                        eventId,
                        mediaEtag,
                        new By(instance, attemptId, attempt, startedAt),
                        at,
                        Optional.empty())
                .with(sha256, fileBaseName, Optional.of(found))
                .because(why);
    }

    public boolean ended() {
        return state != State.WRITING;
    }

    private Settlement copy(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settlement();
    }

    /** The fields that change, by name instead of by position. */
    private static final class Draft {
        private final Settlement source;
        private Optional<String> sha256;
        private Optional<String> fileBaseName;
        private Optional<WrittenFiles> files;
        private Optional<String> reason;
        private Optional<String> profile;
        private Instant startedAt;
        private Instant at;

        private Draft(Settlement source) {
            this.source = source;
            this.sha256 = source.sha256;
            this.fileBaseName = source.fileBaseName;
            this.files = source.files;
            this.reason = source.reason;
            this.profile = source.profile;
            this.startedAt = source.startedAt;
            this.at = source.at;
        }

        private Settlement settlement() {
            return new Settlement(
                    source.state,
                    source.eventId,
                    source.mediaEtag,
                    sha256,
                    fileBaseName,
                    files,
                    reason,
                    source.instance,
                    source.attemptId,
                    source.attempt,
                    startedAt,
                    at,
                    source.change,
                    profile);
        }
    }
}
