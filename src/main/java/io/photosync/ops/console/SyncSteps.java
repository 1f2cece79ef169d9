package io.photosync.ops.console;

import io.photosync.event.PendingRetry;
import io.photosync.event.Settlement;
import io.photosync.ledger.UserState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a sync that an operator asked for, as far as they have been taken.
 *
 * @param done whether it has ended, whichever way
 */
record SyncSteps(String event, List<Step> steps, boolean done) {

    /** @param kind and {@code shape} as in the styles */
    record Step(String kind, String shape, String text) {}

    static SyncSteps of(String event, UserState state) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("ok", "ok", "The event is in the live lane."));
        Optional<Settlement> end =
                state.settled().filter(settled -> settled.eventId().equals(event));
        if (end.isPresent()) {
            steps.add(ended(end.get()));
            return new SyncSteps(event, steps, true);
        }
        Optional<PendingRetry> retry =
                state.retry().filter(pending -> pending.event().id().equals(event));
        if (retry.isPresent()) {
            steps.add(new Step(
                    "warn",
                    "retrying",
                    "An attempt failed and is repeated at %s: %s"
                            .formatted(
                                    Display.utc(retry.get().dueAt()),
                                    retry.get().note().detail())));
            return new SyncSteps(event, steps, false);
        }
        if (state.letter()
                .flatMap(letter -> letter.event())
                .filter(given -> given.id().equals(event))
                .isPresent()) {
            steps.add(new Step(
                    "bad", "dead", "Given up: " + state.letter().get().note().detail()));
            return new SyncSteps(event, steps, true);
        }
        boolean writing = state.target().open().stream()
                .anyMatch(attempt -> attempt.eventId().equals(event));
        steps.add(
                writing
                        ? new Step("info", "writing", "SharePoint is being written.")
                        : new Step("idle", "waiting", "Waits for its turn, or the photo is being read."));
        return new SyncSteps(event, steps, false);
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
