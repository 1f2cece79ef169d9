package io.photosync.ops.console;

import io.photosync.ops.deadletter.ChangesSinceSeen;
import io.photosync.ops.deadletter.ChosenLetters;
import io.photosync.ops.deadletter.DiscardAnswer;
import io.photosync.ops.deadletter.ReplayAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a replay or discard would do now.
 *
 * @param lane of the new events; empty for a discard
 * @param minutes how long their syncs take at most; empty for a discard, and while that cannot be known
 * @param seenAt the time of the first preview: later failures are not touched
 * @param leftOut letters that are left out, and why
 * @param left further matches, which a next action can take
 */
record LetterActionPreview(
        boolean discard,
        LetterSelection selection,
        int count,
        Optional<String> lane,
        Optional<Integer> minutes,
        ChosenLetters letters,
        ChangesSinceSeen seen,
        Instant seenAt,
        List<String> leftOut,
        int left) {

    static LetterActionPreview of(LetterSelection selection, Optional<Instant> seenAt, ReplayAnswer dry) {
        List<String> leftOut = new ArrayList<>();
        if (dry.alreadyReplaying() > 0) {
            leftOut.add("%d with an event on its way already".formatted(dry.alreadyReplaying()));
        }
        if (!dry.notReplayable().isEmpty()) {
            leftOut.add("%d that hold no event: they can be discarded"
                    .formatted(dry.notReplayable().size()));
        }
        addUnknown(leftOut, dry.unknown());
        addChanges(leftOut, dry.seen());
        return new LetterActionPreview(
                false,
                selection,
                dry.count(),
                Optional.of(dry.lane()),
                dry.minutes(),
                dry.letters(),
                dry.seen(),
                seenAt.orElseGet(() -> dry.seen().at()),
                leftOut,
                dry.left());
    }

    static LetterActionPreview of(LetterSelection selection, Optional<Instant> seenAt, DiscardAnswer dry) {
        List<String> leftOut = new ArrayList<>();
        addUnknown(leftOut, dry.unknown());
        addChanges(leftOut, dry.seen());
        return new LetterActionPreview(
                true,
                selection,
                dry.count(),
                Optional.empty(),
                Optional.empty(),
                dry.letters(),
                dry.seen(),
                seenAt.orElseGet(() -> dry.seen().at()),
                leftOut,
                dry.left());
    }

    /** A first preview compares itself with nothing. */
    private static void addChanges(List<String> leftOut, ChangesSinceSeen seen) {
        if (seen.newer() > 0) {
            leftOut.add("%d that failed after you looked".formatted(seen.newer()));
        }
    }

    private static void addUnknown(List<String> leftOut, List<String> unknown) {
        if (!unknown.isEmpty()) {
            leftOut.add("%d that were resolved meanwhile".formatted(unknown.size()));
        }
    }

    public String kind() {
        return discard ? "discard" : "replay";
    }
}
