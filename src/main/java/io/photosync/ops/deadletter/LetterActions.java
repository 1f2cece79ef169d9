package io.photosync.ops.deadletter;

import io.photosync.deadletter.ActedLetters;
import io.photosync.deadletter.ActionLog;
import io.photosync.deadletter.DiscardPlan;
import io.photosync.deadletter.Discards;
import io.photosync.deadletter.LetterAction;
import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.deadletter.PartiallyCompletedException;
import io.photosync.deadletter.PlannedReplay;
import io.photosync.deadletter.ReplayPlan;
import io.photosync.deadletter.Replays;
import io.photosync.deadletter.Selection;
import io.photosync.deadletter.SinceSeen;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.ApiException;
import io.photosync.ops.audit.AuditEntry.Action;
import io.photosync.ops.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Replay and discard: plan, then audit entry and the record of the action, then the action. */
@ApplicationScoped
public class LetterActions {
    private final Replays replays;
    private final Discards discards;
    private final AuditTrail auditTrail;
    private final ActionLog actions;
    private final ReplayTime replayTime;

    LetterActions(Replays replays, Discards discards, AuditTrail auditTrail, ActionLog actions, ReplayTime replayTime) {
        this.replays = replays;
        this.discards = discards;
        this.auditTrail = auditTrail;
        this.actions = actions;
        this.replayTime = replayTime;
    }

    /**
     * @throws ApiException 400 when the request cannot be read; 409 when a letter is not the one that was seen,
     *     or more match than were seen
     */
    public ReplayAnswer replay(ActionRequest request)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        Selection selection = request.selection();
        String reason = request.requiredReason();
        ReplayPlan plan = replays.plan(selection, request.seen());
        refuseConflicts(plan.sinceSeen(), "replayed");
        Optional<Integer> minutes = replayTime.minutes(plan);
        if (request.dry()) {
            return ReplayAnswer.dry(plan, minutes);
        }
        List<PlannedReplay> prepared = replays.prepare(plan);
        LetterAction action =
                begin(LetterAction.Kind.REPLAY, request, reason, plan.sinceSeen(), ActedLetters.ofReplays(prepared));
        journal(plan.letters(), Action.REPLAY, reason);
        try {
            replays.apply(plan.lane(), prepared);
        } catch (PartiallyCompletedException e) {
            throw e.of(action);
        }
        return ReplayAnswer.done(plan, minutes, action);
    }

    /** {@link #replay} likewise. */
    public DiscardAnswer discard(ActionRequest request)
            throws WriteFailedException, PartiallyCompletedException, InterruptedException {
        Selection selection = request.selection();
        String reason = request.requiredReason();
        DiscardPlan plan = discards.plan(selection, request.seen());
        refuseConflicts(plan.sinceSeen(), "discarded");
        if (request.dry()) {
            return DiscardAnswer.dry(plan);
        }
        LetterAction action =
                begin(LetterAction.Kind.DISCARD, request, reason, plan.sinceSeen(), ActedLetters.ofDiscards(plan));
        journal(plan.letters(), Action.DISCARD, reason);
        try {
            return DiscardAnswer.done(plan, discards.apply(plan, reason), action);
        } catch (PartiallyCompletedException e) {
            throw e.of(action);
        }
    }

    private LetterAction begin(
            LetterAction.Kind kind, ActionRequest request, String reason, SinceSeen seen, ActedLetters letters)
            throws WriteFailedException, InterruptedException {
        LetterAction action = new LetterAction(
                UUID.randomUUID().toString(),
                kind,
                auditTrail.operator(),
                seen.at(),
                reason,
                request.described(),
                letters.letters().size());
        auditTrail.write(
                Action.valueOf(kind.name()),
                action.selection(),
                action.count(),
                Optional.of(reason),
                Optional.of(action.id()));
        actions.add(action, letters);
        return action;
    }

    private void journal(List<OpenDeadLetter> letters, Action action, String reason) {
        letters.stream()
                .filter(letter -> letter.event().isPresent())
                .forEach(letter -> auditTrail.journal(letter.key(), action, Optional.of(reason)));
    }

    private static void refuseConflicts(SinceSeen seen, String verb) {
        if (!seen.conflicts().isEmpty()) {
            throw ApiException.conflict(seen.conflicts().stream()
                    .map(LetterActions::described)
                    .collect(Collectors.joining("; ", "nothing is %s: ".formatted(verb), "")));
        }
        if (seen.more() > 0) {
            throw ApiException.conflict(
                    "nothing is %s: more letters match than were expected at seenAt, by %d; look again"
                            .formatted(verb, seen.more()));
        }
    }

    private static String described(SinceSeen.Conflict conflict) {
        return "the letter of %s was seen at offset %d and is %s"
                .formatted(
                        conflict.user(),
                        conflict.seen(),
                        conflict.now().map(now -> "now at " + now).orElse("resolved"));
    }
}
