package io.photosync.ops.deadletter;

import io.photosync.deadletter.DiscardPlan;
import io.photosync.deadletter.Discards;
import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.deadletter.PartiallyCompletedException;
import io.photosync.deadletter.ReplayPlan;
import io.photosync.deadletter.Replays;
import io.photosync.deadletter.Selection;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.audit.AuditEntry.Action;
import io.photosync.ops.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Replay and discard: plan, then audit entry, then action. */
@ApplicationScoped
public class LetterActions {
    private final Replays replays;
    private final Discards discards;
    private final AuditTrail auditTrail;

    LetterActions(Replays replays, Discards discards, AuditTrail auditTrail) {
        this.replays = replays;
        this.discards = discards;
        this.auditTrail = auditTrail;
    }

    public ReplayAnswer replay(ActionRequest request)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        Selection selection = request.selection();
        String reason = request.requiredReason();
        if (request.offsets().isPresent()) {
            throw ApiException.badField("offsets", "must be absent: a replay does not touch the letter");
        }
        ReplayPlan plan = replays.plan(selection);
        if (!request.dry()) {
            auditTrail.write(Action.REPLAY, request.described(), plan.letters().size(), Optional.of(reason));
            journal(plan.letters(), Action.REPLAY, reason);
            replays.apply(plan);
        }
        return ReplayAnswer.of(plan, request.dry());
    }

    public DiscardAnswer discard(ActionRequest request)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        Selection selection = request.selection();
        String reason = request.requiredReason();
        Map<String, Long> seen = request.seen();
        DiscardPlan plan = discards.plan(selection, seen);
        if (!plan.conflicts().isEmpty()) {
            throw ApiException.conflict(plan.conflicts().stream()
                    .map(LetterActions::described)
                    .collect(Collectors.joining("; ", "nothing is discarded: ", "")));
        }
        if (request.dry()) {
            return DiscardAnswer.dry(plan);
        }
        auditTrail.write(Action.DISCARD, request.described(), plan.letters().size(), Optional.of(reason));
        journal(plan.letters(), Action.DISCARD, reason);
        return DiscardAnswer.done(plan, discards.apply(plan, reason));
    }

    private void journal(List<OpenDeadLetter> letters, Action action, String reason) {
        letters.stream()
                .filter(letter -> letter.event().isPresent())
                .forEach(letter -> auditTrail.journal(letter.key(), action, Optional.of(reason)));
    }

    private static String described(DiscardPlan.Conflict conflict) {
        return "the letter of %s was seen at offset %d and is %s"
                .formatted(
                        conflict.user(),
                        conflict.seen(),
                        conflict.now().map(now -> "now at " + now).orElse("resolved"));
    }
}
