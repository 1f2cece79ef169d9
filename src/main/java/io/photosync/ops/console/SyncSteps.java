package io.photosync.ops.console;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.ledger.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of a sync that an operator asked for, as far as they have been taken.
 *
 * @param done whether it has ended, whichever way
 */
record SyncSteps(AskedSync asked, List<Step> steps, boolean done) {

    /** @param kind and {@code shape} as in the styles */
    record Step(String kind, String shape, String text) {}

    private static final Step IN_THE_LANE = new Step("ok", "ok", "The event is in the live lane.");

    static SyncSteps of(AskedSync asked, UserState state) {
        return ofTheEvent(asked, state).or(() -> ofALaterOne(asked, state)).orElseGet(() -> waiting(asked, state));
    }

    /** What is known of this very event beyond its place in the lane. */
    private static Optional<SyncSteps> ofTheEvent(AskedSync asked, UserState state) {
        return state.settled()
                .filter(settled -> settled.eventId().equals(asked.event()))
                .map(settled -> ended(asked, IN_THE_LANE, ended(settled)))
                .or(() -> state.failing()
                        .filter(pending -> pending.event().id().equals(asked.event()))
                        .map(pending -> goesOn(
                                asked,
                                IN_THE_LANE,
                                new Step(
                                        "warn",
                                        "retrying",
                                        "An attempt failed and is repeated at %s: %s"
                                                .formatted(
                                                        Display.utc(pending.dueAt()),
                                                        pending.note().detail())))))
                .or(() -> state.letter()
                        .filter(letter -> letter.event()
                                .filter(given -> given.id().equals(asked.event()))
                                .isPresent())
                        .map(letter -> ended(
                                asked,
                                IN_THE_LANE,
                                new Step(
                                        "bad",
                                        "dead",
                                        "Given up: " + letter.note().detail()))));
    }

    /** The sync of a later event reads the current photo, so its end is this one's too. */
    private static Optional<SyncSteps> ofALaterOne(AskedSync asked, UserState state) {
        return detectedAt(asked, state)
                .flatMap(state::endCovering)
                .map(end -> ended(asked, new Step("ok", "ok", "Done by a later event of this user."), ended(end)));
    }

    private static SyncSteps waiting(AskedSync asked, UserState state) {
        if (state.target().open().stream().anyMatch(attempt -> attempt.eventId().equals(asked.event()))) {
            return goesOn(asked, IN_THE_LANE, new Step("info", "writing", "SharePoint is being written."));
        }
        Step turn = new Step("idle", "waiting", "Waits for its turn, or the photo is being read.");
        if (inALane(asked, state).isPresent()) {
            return goesOn(asked, IN_THE_LANE, turn);
        }
        if (state.onItsWay(Instant.MIN).isPresent()) {
            return goesOn(
                    asked, new Step("info", "waiting", "A later event of this user is on its way; it does this too."));
        }
        return asked.at().isPresent()
                ? goesOn(asked, turn)
                : ended(
                        asked,
                        new Step("idle", "none", "This event is not known any more: what is shown above is later."));
    }

    private static Optional<PhotoEvent> inALane(AskedSync asked, UserState state) {
        return Stream.of(state.live(), state.bulk())
                .flatMap(Optional::stream)
                .filter(event -> event.id().equals(asked.event()))
                .findFirst();
    }

    private static Optional<Instant> detectedAt(AskedSync asked, UserState state) {
        return asked.at()
                .or(() -> inALane(asked, state).map(event -> event.data().detectedAt()));
    }

    private static SyncSteps goesOn(AskedSync asked, Step... steps) {
        return new SyncSteps(asked, List.of(steps), false);
    }

    private static SyncSteps ended(AskedSync asked, Step... steps) {
        return new SyncSteps(asked, List.of(steps), true);
    }

    private static Step ended(Settlement end) {
        return switch (end.state()) {
            case SYNCED -> new Step("ok", "ok", "SharePoint has the photo.");
            case UNCHANGED -> new Step("ok", "ok", "SharePoint had this photo already; nothing was written.");
            case REMOVED -> new Step("ok", "ok", "SharePoint shows no photo any more, as Exchange.");
            case SKIPPED -> new Step("idle", "none", "Skipped: " + end.reason().orElse("no reason given"));
            case DISCARDED ->
                new Step("idle", "none", "Discarded: " + end.reason().orElse("no reason given"));
            case DEAD_LETTERED ->
                new Step("bad", "dead", "Given up: " + end.reason().orElse("see its dead letter"));
            case WRITING -> new Step("info", "writing", "SharePoint is being written.");
        };
    }
}
