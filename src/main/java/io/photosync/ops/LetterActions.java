package io.photosync.ops;

import io.photosync.deadletter.DiscardPlan;
import io.photosync.deadletter.Discards;
import io.photosync.deadletter.Letter;
import io.photosync.deadletter.ReplayPlan;
import io.photosync.deadletter.Replays;
import io.photosync.deadletter.Selection;
import io.photosync.deadletter.StoppedHalfway;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.ops.AuditEntry.Action;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Replay and discard: first the plan, then the audit trail, then the deed. */
@ApplicationScoped
class LetterActions {
    private final Replays replays;
    private final Discards discards;
    private final Trail trail;

    LetterActions(Replays replays, Discards discards, Trail trail) {
        this.replays = replays;
        this.discards = discards;
        this.trail = trail;
    }

    ReplayAnswer replay(ActionRequest request) throws NotWritten, StoppedHalfway, InterruptedException {
        Selection selection = request.selection();
        String reason = request.requiredReason();
        if (request.offsets().isPresent()) {
            throw Refused.badField("offsets", "must be absent: a replay does not touch the letter");
        }
        ReplayPlan plan = replays.plan(selection);
        if (!request.dry()) {
            trail.write(Action.REPLAY, request.described(), plan.letters().size(), Optional.of(reason));
            tell(plan.letters(), Action.REPLAY, reason);
            replays.carryOut(plan);
        }
        return ReplayAnswer.of(plan, request.dry());
    }

    DiscardAnswer discard(ActionRequest request) throws NotWritten, StoppedHalfway, InterruptedException {
        Selection selection = request.selection();
        String reason = request.requiredReason();
        Map<String, Long> seen = request.seen();
        DiscardPlan plan = discards.plan(selection, seen);
        if (!plan.conflicts().isEmpty()) {
            throw Refused.conflict(plan.conflicts().stream()
                    .map(LetterActions::described)
                    .collect(Collectors.joining("; ", "nothing is discarded: ", "")));
        }
        if (request.dry()) {
            return DiscardAnswer.dry(plan);
        }
        trail.write(Action.DISCARD, request.described(), plan.letters().size(), Optional.of(reason));
        tell(plan.letters(), Action.DISCARD, reason);
        return DiscardAnswer.done(plan, discards.carryOut(plan, reason));
    }

    private void tell(List<Letter> letters, Action action, String reason) {
        letters.stream()
                .filter(letter -> letter.event().isPresent())
                .forEach(letter -> trail.tell(letter.key(), action, Optional.of(reason)));
    }

    private static String described(DiscardPlan.Conflict conflict) {
        return "the letter of %s was seen at offset %d and is %s"
                .formatted(
                        conflict.user(),
                        conflict.seen(),
                        conflict.now().map(now -> "now at " + now).orElse("resolved"));
    }
}
